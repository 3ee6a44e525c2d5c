"""Presses a key in the one window of an X display.
    press.py KEYSYM
"""
import sys
from ctypes import byref, c_int, c_long, c_uint, c_ulong

from x_window import display, event, find_window, root, x11

KEY_PRESS = 2
KEY_PRESS_MASK = 1

KeyPress = event(('window', c_ulong), ('root', c_ulong), ('subwindow', c_ulong), ('time', c_ulong), ('x', c_int), ('y', c_int),
                 ('x_root', c_int), ('y_root', c_int), ('state', c_uint), ('keycode', c_uint), ('same_screen', c_int))

x11.XStringToKeysym.restype = c_ulong
keysym = c_ulong(x11.XStringToKeysym(sys.argv[1].encode()))
window = find_window()
press = KeyPress(KEY_PRESS, 0, 1, display, window, root, 0, 0, 0, 0, 0, 0, 0, x11.XKeysymToKeycode(display, keysym), 1)
x11.XSendEvent(display, window, 0, c_long(KEY_PRESS_MASK), byref(press))
x11.XSync(display, 0)
