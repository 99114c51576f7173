"""AES as firmware sees it in each runtime: SP 800-38A's vectors, and what it refuses."""

import cryptolib

KEY_128 = "2b7e151628aed2a6abf7158809cf4f3c"
KEY_256 = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"
IV = "000102030405060708090a0b0c0d0e0f"
PLAIN = (
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
)
# SP 800-38A F.1.1, F.1.5, F.2.1, F.2.5: key, mode, IV, ciphertext
VECTORS = (
    (
        KEY_128,
        1,
        None,
        "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf"
        "43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4",
    ),
    (
        KEY_256,
        1,
        None,
        "f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870"
        "b6ed21b99ca6f4f9f153e7b1beafed1d23304b7a39f9f3ff067d8d8f9e24ecc7",
    ),
    (
        KEY_128,
        2,
        IV,
        "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
        "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7",
    ),
    (
        KEY_256,
        2,
        IV,
        "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
        "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b",
    ),
)


def make(key: str, mode: int, iv: str):
    if iv is None:
        return cryptolib.aes(bytes.fromhex(key), mode)
    return cryptolib.aes(bytes.fromhex(key), mode, bytes.fromhex(iv))


def refuses(call, *arguments: object) -> None:
    try:
        call(*arguments)
    except ValueError:
        return
    raise AssertionError(arguments)


def test_sp_800_38a() -> None:
    plain = bytes.fromhex(PLAIN)
    for key, mode, iv, text in VECTORS:
        cipher = bytes.fromhex(text)
        assert make(key, mode, iv).encrypt(plain) == cipher, text
        assert make(key, mode, iv).decrypt(cipher) == plain, text


def test_block_by_block_goes_on() -> None:
    plain = bytes.fromhex(PLAIN)
    for key, mode, iv, text in VECTORS:
        aes = make(key, mode, iv)
        out = b"".join([aes.encrypt(plain[i : i + 16]) for i in range(0, 64, 16)])
        assert out == bytes.fromhex(text), text
        aes = make(key, mode, iv)
        assert b"".join([aes.decrypt(out[i : i + 32]) for i in range(0, 64, 32)]) == plain


def test_into_a_buffer() -> None:
    key, mode, iv, text = VECTORS[3]
    plain = bytes.fromhex(PLAIN)
    out = bytearray(b"\xee" * 72)
    assert make(key, mode, iv).encrypt(plain, out) is out
    assert out == bytes.fromhex(text) + b"\xee" * 8
    buffer = bytearray(plain)
    make(key, mode, iv).encrypt(buffer, buffer)
    assert buffer == bytes.fromhex(text)
    make(key, mode, iv).decrypt(memoryview(buffer), buffer)
    assert buffer == plain
    refuses(make(key, mode, iv).encrypt, plain, bytearray(63))


def test_nothing_gives_nothing() -> None:
    assert make(*VECTORS[3][:3]).encrypt(b"") == b""


def test_only_whole_blocks() -> None:
    for length in (1, 15, 17, 31, 63):
        refuses(make(*VECTORS[3][:3]).encrypt, bytes(length))
        refuses(make(*VECTORS[1][:3]).decrypt, bytes(length))


def test_one_way_only() -> None:
    aes = make(*VECTORS[3][:3])
    aes.encrypt(bytes(16))
    refuses(aes.decrypt, bytes(16))
    aes = make(*VECTORS[0][:3])
    aes.decrypt(bytes(16))
    refuses(aes.encrypt, bytes(16))


def test_keys_modes_and_ivs() -> None:
    for length in (0, 15, 24, 33):
        refuses(cryptolib.aes, bytes(length), 1)
    for mode in (0, 3, 5):
        refuses(cryptolib.aes, bytes(32), mode, bytes(16))
    for length in (0, 15, 17):
        refuses(cryptolib.aes, bytes(32), 2, bytes(length))
    refuses(cryptolib.aes, bytes(32), 2)
