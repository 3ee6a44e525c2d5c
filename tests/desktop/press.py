"""Presses keys in the one window of an X display, each once what the one before has changed is there.
    press.py KEY...: each the name of a keysym, or = and a text to type
"""
import sys
from ctypes import byref, c_int, c_long, c_uint, c_ulong

from x_window import display, event, find_window, next_frame, root, x11

KEY_PRESS, KEY_RELEASE = 2, 3
SHIFT = 1
FRAMES_TO_SETTLE = 4  # a press, its effect, and what that effect changes

Key = event(('window', c_ulong), ('root', c_ulong), ('subwindow', c_ulong), ('time', c_ulong), ('x', c_int), ('y', c_int),
            ('x_root', c_int), ('y_root', c_int), ('state', c_uint), ('keycode', c_uint), ('same_screen', c_int))

for name in ('XStringToKeysym', 'XKeycodeToKeysym'):
    getattr(x11, name).restype = c_ulong


def send(kind, keysym):
    keycode = x11.XKeysymToKeycode(display, c_ulong(keysym))
    state = 0 if x11.XKeycodeToKeysym(display, keycode, 0) == keysym else SHIFT
    key = Key(kind, 0, 1, display, window, root, 0, 0, 0, 0, 0, 0, state, keycode, 1)
    x11.XSendEvent(display, window, 0, c_long(0), byref(key))


def settle():
    for _ in range(FRAMES_TO_SETTLE):
        next_frame(window)


window = find_window()
for key in sys.argv[1:]:
    settle()
    if key.startswith('='):
        for character in key[1:]:
            send(KEY_PRESS, ord(character))  # the keysym of printable ASCII
            next_frame(window)  # Dear ImGui since 1.87 takes a key's press and its release in frames of their own
            send(KEY_RELEASE, ord(character))
            next_frame(window)
    else:
        keysym = x11.XStringToKeysym(key.encode())
        send(KEY_PRESS, keysym)
        next_frame(window)
        send(KEY_RELEASE, keysym)
settle()
