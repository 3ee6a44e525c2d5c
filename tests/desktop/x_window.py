"""What the tests of the window share: Xlib through ctypes, and the one window of its display, which accepts drops."""
import ctypes
import sys
from ctypes import POINTER, byref, c_int, c_long, c_uint, c_ulong, c_void_p

SUBSTRUCTURE_NOTIFY = 1 << 19
CLIENT_MESSAGE = 33
ATOM = 4  # XA_ATOM

x11 = ctypes.CDLL('libX11.so.6')
x11.XOpenDisplay.restype = c_void_p
for name in ('XDefaultRootWindow', 'XCreateSimpleWindow', 'XInternAtom'):
    getattr(x11, name).restype = c_ulong


def event(*fields):
    head = [('type', c_int), ('serial', c_ulong), ('send_event', c_int), ('display', c_void_p)]
    return type('Event', (ctypes.Structure,), {'_fields_': head + list(fields)})


ClientMessage = event(('window', c_ulong), ('kind', c_ulong), ('format', c_int), ('data', c_long * 5))


class AnyEvent(ctypes.Union):
    _fields_ = [('type', c_int), ('message', ClientMessage), ('room', c_long * 24)]


display = c_void_p(x11.XOpenDisplay(None))
if not display:
    sys.exit('expected an X display, found none')
root = c_ulong(x11.XDefaultRootWindow(display))


def atom(text):
    return c_ulong(x11.XInternAtom(display, text.encode(), 0))


def accepts_drops(window):
    kind, size, count, rest, value = c_ulong(), c_int(), c_ulong(), c_ulong(), c_void_p()
    x11.XGetWindowProperty(display, window, atom('XdndAware'), c_long(0), c_long(1), 0, c_ulong(ATOM), byref(kind), byref(size),
                           byref(count), byref(rest), byref(value))
    return count.value == 1


def find_window():
    x11.XSelectInput(display, root, c_long(SUBSTRUCTURE_NOTIFY))
    while True:
        parent, above, windows, count = c_ulong(), c_ulong(), POINTER(c_ulong)(), c_uint()
        x11.XQueryTree(display, root, byref(above), byref(parent), byref(windows), byref(count))
        for window in windows[:count.value]:
            if accepts_drops(c_ulong(window)):
                return c_ulong(window)
        x11.XNextEvent(display, byref((c_long * 24)()))


def next_frame(window):
    """Returns once the window has read everything that was sent to it: it answers a ping before it draws."""
    protocols, ping = atom('WM_PROTOCOLS').value, atom('_NET_WM_PING').value
    message = AnyEvent()
    message.message = ClientMessage(CLIENT_MESSAGE, 0, 1, display, window, protocols, 32, (c_long * 5)(ping, 0, window.value))
    x11.XSendEvent(display, window, 0, c_long(0), byref(message))
    answer = AnyEvent()
    while answer.type != CLIENT_MESSAGE or answer.message.kind != protocols:
        x11.XNextEvent(display, byref(answer))
