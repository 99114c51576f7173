"""What stands on the keys of a keyboard, by layout. Made by make_keytables.py.

Characters of the HID usages from 0x04 on, as libxkbcommon with xkb-data has them; a
space where a key makes none, or a dead one.
"""

FIRST = 0x04
KEYS = {
    "us": {
        "": (
            "abcdefghijklmnopqrstuvwxyz1234567890\n    -=[]\\\\;'`"
            ",./                           /*-+\n           <"
        ),
        "shift": (
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()\n    _+{}||:"~'
            "<>?                           /*-+\n           >"
        ),
        "caps": (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890\n    -=[]\\\\;'`"
            ",./                           /*-+\n           <"
        ),
        "caps shift": (
            'abcdefghijklmnopqrstuvwxyz!@#$%^&*()\n    _+{}||:"~'
            "<>?                           /*-+\n           >"
        ),
        "num": (
            "abcdefghijklmnopqrstuvwxyz1234567890\n    -=[]\\\\;'`"
            ",./                           /*-+\n1234567890.<"
        ),
    },
    "uk": {
        "": (
            "abcdefghijklmnopqrstuvwxyz1234567890\n    -=[]##;'`"
            ",./                           /*-+\n           \\"
        ),
        "shift": (
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ!"£$%^&*()\n    _+{}~~:@¬'
            "<>?                           /*-+\n           |"
        ),
        "caps": (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890\n    -=[]##;'`"
            ",./                           /*-+\n           \\"
        ),
        "caps shift": (
            'abcdefghijklmnopqrstuvwxyz!"£$%^&*()\n    _+{}~~:@¬'
            "<>?                           /*-+\n           |"
        ),
        "num": (
            "abcdefghijklmnopqrstuvwxyz1234567890\n    -=[]##;'`"
            ",./                           /*-+\n1234567890.\\"
        ),
    },
    "de": {
        "": (
            "abcdefghijklmnopqrstuvwxzy1234567890\n    ß ü+##öä "
            ",.-                           /*-+\n           <"
        ),
        "shift": (
            "ABCDEFGHIJKLMNOPQRSTUVWXZY!\"§$%&/()=\n    ? Ü*''ÖÄ°"
            ";:_                           /*-+\n           >"
        ),
        "caps": (
            "ABCDEFGHIJKLMNOPQRSTUVWXZY1234567890\n    ẞ Ü+##ÖÄ "
            ",.-                           /*-+\n           <"
        ),
        "caps shift": (
            "abcdefghijklmnopqrstuvwxzy!\"§$%&/()=\n    ? ü*''öä°"
            ";:_                           /*-+\n           >"
        ),
        "num": (
            "abcdefghijklmnopqrstuvwxzy1234567890\n    ß ü+##öä "
            ",.-                           /*-+\n1234567890,<"
        ),
    },
    "fr": {
        "": (
            "qbcdefghijkl,noparstuvzxyw&é\"'(-è_çà\n    )= $**mù²"
            ";:!                           /*-+\n           <"
        ),
        "shift": (
            "QBCDEFGHIJKL?NOPARSTUVZXYW1234567890\n    °+ £µµM%~"
            "./§                           /*-+\n           >"
        ),
        "caps": (
            "QBCDEFGHIJKL,NOPARSTUVZXYW&É\"'(-È_ÇÀ\n    )= $**MÙ²"
            ";:!                           /*-+\n           <"
        ),
        "caps shift": (
            "qbcdefghijkl?noparstuvzxyw1234567890\n    °+ £  m%~"
            "./§                           /*-+\n           >"
        ),
        "num": (
            "qbcdefghijkl,noparstuvzxyw&é\"'(-è_çà\n    )= $**mù²"
            ";:!                           /*-+\n1234567890.<"
        ),
    },
    "es": {
        "": (
            "abcdefghijklmnopqrstuvwxyz1234567890\n    '¡ +ççñ º"
            ",.-                           /*-+\n           <"
        ),
        "shift": (
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ!"·$%&/()=\n    ?¿ *ÇÇÑ ª'
            ";:_                           /*-+\n           >"
        ),
        "caps": (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890\n    '¡ +ÇÇÑ º"
            ",.-                           /*-+\n           <"
        ),
        "caps shift": (
            'abcdefghijklmnopqrstuvwxyz!"·$%&/()=\n    ?¿ *ççñ ª'
            ";:_                           /*-+\n           >"
        ),
        "num": (
            "abcdefghijklmnopqrstuvwxyz1234567890\n    '¡ +ççñ º"
            ",.-                           /*-+\n1234567890.<"
        ),
    },
}
