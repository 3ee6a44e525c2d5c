"""Drops a file onto the one window of an X display, as a file manager would: the source's side of the XDND protocol, version 5
(https://www.freedesktop.org/wiki/Specifications/XDND/). Ends when the window says that it took the file.
    drop.py FILE
"""
import ctypes
import pathlib
import sys
from ctypes import byref, c_char_p, c_int, c_long, c_ulong

from x_window import CLIENT_MESSAGE, ClientMessage, atom, display, event, find_window, root, x11

VERSION = 5
SELECTION_REQUEST, SELECTION_NOTIFY = 30, 31

SelectionRequest = event(('owner', c_ulong), ('requestor', c_ulong), ('selection', c_ulong), ('target', c_ulong),
                         ('property', c_ulong), ('time', c_ulong))
SelectionNotify = event(('requestor', c_ulong), ('selection', c_ulong), ('target', c_ulong), ('property', c_ulong),
                        ('time', c_ulong))


class Event(ctypes.Union):
    _fields_ = [('type', c_int), ('message', ClientMessage), ('request', SelectionRequest), ('notify', SelectionNotify),
                ('room', c_long * 24)]


source = c_ulong(x11.XCreateSimpleWindow(display, root, 0, 0, 1, 1, 0, c_ulong(0), c_ulong(0)))


def next_event():
    received = Event()
    x11.XNextEvent(display, byref(received))
    return received


def send(target, kind, *data):
    message = Event()
    message.message = ClientMessage(CLIENT_MESSAGE, 0, 1, display, target, atom(kind), 32, (c_long * 5)(source.value, *data))
    x11.XSendEvent(display, target, 0, c_long(0), byref(message))


def expect(kind):
    """The next message of this kind; the selection is handed out meanwhile."""
    wanted = atom(kind).value
    while True:
        received = next_event()
        if received.type == CLIENT_MESSAGE and received.message.kind == wanted:
            return received.message
        if received.type == SELECTION_REQUEST:
            hand_out(received.request)


def hand_out(request):
    uri = (pathlib.Path(sys.argv[1]).resolve().as_uri() + '\r\n').encode()
    x11.XChangeProperty(display, c_ulong(request.requestor), c_ulong(request.property), c_ulong(request.target), 8, 0,
                        c_char_p(uri), len(uri))
    answer = Event()
    answer.notify = SelectionNotify(SELECTION_NOTIFY, 0, 1, display, request.requestor, request.selection, request.target,
                                    request.property, request.time)
    x11.XSendEvent(display, c_ulong(request.requestor), 0, c_long(0), byref(answer))


window = find_window()
x11.XSetSelectionOwner(display, atom('XdndSelection'), source, c_ulong(0))
send(window, 'XdndEnter', VERSION << 24, atom('text/uri-list').value, 0, 0)
send(window, 'XdndPosition', 0, 20 << 16 | 20, 0, atom('XdndActionCopy').value)
if not expect('XdndStatus').data[1] & 1:
    sys.exit('drop.py: the window does not accept the file')
send(window, 'XdndDrop', 0, 0, 0, 0)
expect('XdndFinished')
