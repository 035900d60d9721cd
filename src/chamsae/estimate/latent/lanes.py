"""Arithmetic for many chains side by side: the last axis of every array is the chain ("lane"), for SIMD.

Exponential, logarithm and normal numbers are polynomials here, because a call to the C library cannot be done for
several lanes at once.
"""

import math
from collections.abc import Callable
from typing import TypeVar

import numba
import numpy as np

from chamsae.estimate.latent.model import Floats
from chamsae.estimate.latent.streams import Words

#: Chains side by side: known to the compiler, so that inner loops need no count.
LANES = 16

Compiled = TypeVar("Compiled", bound=Callable[..., object])
#: Nothing here makes arrays: without numba's counting of who holds one, a slice of a row costs nothing.
lanewise: Callable[[Compiled], Compiled] = numba.njit(  # type: ignore[call-overload]  # its hints leave _nrt out
    cache=True, nogil=True, error_model="numpy", fastmath={"contract", "nsz"}, _nrt=False
)

_MAGIC = 6755399441055744.0
_HALF, _ONE_BITS = np.int64(52), np.int64(1023)
_MANTISSA, _UNIT = np.int64(0x000FFFFFFFFFFFFF), np.int64(0x3FF0000000000000)


@lanewise
def exp(x: float) -> float:
    """e to the x, to the last bits; x is held within what a double can be."""
    x = min(max(x, -700.0), 700.0)
    shifted = x * 1.4426950408889634 + _MAGIC
    whole = shifted - _MAGIC
    r = x - whole * 0.6931471803691238 - whole * 1.9082149292705877e-10
    p = 2.08767569878681e-09
    p = p * r + 2.505210838544172e-08
    p = p * r + 2.755731922398589e-07
    p = p * r + 2.7557319223985893e-06
    p = p * r + 2.48015873015873e-05
    p = p * r + 0.0001984126984126984
    p = p * r + 0.001388888888888889
    p = p * r + 0.008333333333333333
    p = p * r + 0.041666666666666664
    p = p * r + 0.16666666666666666
    p = p * r + 0.5
    p = p * r + 1.0
    p = p * r + 1.0
    bits = (np.float64(shifted).view(np.int64) + _ONE_BITS) << _HALF
    return p * np.int64(bits).view(np.float64)


@lanewise
def exp_single(x: np.float32) -> np.float32:
    """e to the x in single precision, to 1e-7 of it; x is held within 40, so that products are far from the least."""
    x = min(max(x, np.float32(-40.0)), np.float32(40.0))
    shifted = x * np.float32(1.44269504) + np.float32(12582912.0)
    whole = shifted - np.float32(12582912.0)
    r = x - whole * np.float32(0.693359375) + whole * np.float32(2.12194440e-4)
    p = np.float32(1.9875691500e-4)
    p = p * r + np.float32(1.3981999507e-3)
    p = p * r + np.float32(8.3334519073e-3)
    p = p * r + np.float32(4.1665795894e-2)
    p = p * r + np.float32(1.6666665459e-1)
    p = p * r + np.float32(5.0000001201e-1)
    p = p * r * r + r + np.float32(1.0)
    bits = np.int32(np.int32(np.float32(shifted).view(np.int32) + np.int32(127)) << np.int32(23))
    return p * bits.view(np.float32)


@lanewise
def log(x: float) -> float:
    """Natural logarithm of a normal double above zero."""
    bits = np.float64(x).view(np.int64)
    m = np.int64((bits & _MANTISSA) | _UNIT).view(np.float64)
    big = m > 1.4142135623730951
    m = 0.5 * m if big else m
    e = np.int64((bits >> _HALF) + np.int64(0x4338000000000000)).view(np.float64) - _MAGIC - 1023.0
    e = e + 1.0 if big else e
    z = (m - 1.0) / (m + 1.0)
    w = z * z
    p = 1.0 / 19.0
    p = p * w + 1.0 / 17.0
    p = p * w + 1.0 / 15.0
    p = p * w + 1.0 / 13.0
    p = p * w + 1.0 / 11.0
    p = p * w + 1.0 / 9.0
    p = p * w + 1.0 / 7.0
    p = p * w + 1.0 / 5.0
    p = p * w + 1.0 / 3.0
    return e * 0.6931471805599453 + 2.0 * z * (1.0 + w * p)


@lanewise
def uniforms(s: Words, out: Floats) -> None:
    """One number in (0, 1) for each lane; `s` holds the four words of each lane's stream (xoshiro256+)."""
    for c in range(out.shape[0]):
        word = s[0, c] + s[3, c]
        shifted = s[1, c] << np.uint64(17)
        s2, s3 = s[2, c] ^ s[0, c], s[3, c] ^ s[1, c]
        s[1, c] ^= s2
        s[0, c] ^= s3
        s[2, c] = s2 ^ shifted
        s[3, c] = (s3 << np.uint64(45)) | (s3 >> np.uint64(19))
        bits = np.int64(word >> np.uint64(12)) | _UNIT
        out[c] = np.int64(bits).view(np.float64) - (1.0 - 1.1102230246251565e-16)


@lanewise
def normals(s: Words, out: Floats) -> None:
    """One standard normal for each lane, by the inverse error function (Giles 2012, relative error 1e-7)."""
    uniforms(s, out)
    for c in range(out.shape[0]):
        x = 2.0 * out[c] - 1.0
        v = -log((1.0 - x) * (1.0 + x))
        w = v - 2.5
        p = 2.81022636e-08
        p = p * w + 3.43273939e-07
        p = p * w - 3.5233877e-06
        p = p * w - 4.39150654e-06
        p = p * w + 0.00021858087
        p = p * w - 0.00125372503
        p = p * w - 0.00417768164
        p = p * w + 0.246640727
        p = p * w + 1.50140941
        t = math.sqrt(v) - 3.0
        q = -0.000200214257
        q = q * t + 0.000100950558
        q = q * t + 0.00134934322
        q = q * t - 0.00367342844
        q = q * t + 0.00573950773
        q = q * t - 0.0076224613
        q = q * t + 0.00943887047
        q = q * t + 1.00167406
        q = q * t + 2.83297682
        out[c] = 1.4142135623730951 * x * (p if v < 5.0 else q)
