"""Random numbers in compiled code: one stream (xoshiro256++) per chain, so no result depends on threads or batches.

A stream is four unsigned 64-bit words; every function here moves the stream it is given.
"""

import math

import numba
import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
njit = numba.njit(cache=True, nogil=True, error_model="numpy")


def stream(*key: int) -> Words:
    """The stream of this key (seed, table, chain …): other keys give streams that have nothing to do with it."""
    return np.random.SeedSequence(key).generate_state(4, np.uint64).astype(np.uint64)


@njit
def uniform(s: Words) -> float:
    """In (0, 1): never 0, never 1."""
    total = s[0] + s[3]
    word = ((total << np.uint64(23)) | (total >> np.uint64(41))) + s[0]
    shifted = s[1] << np.uint64(17)
    s[2] ^= s[0]
    s[3] ^= s[1]
    s[1] ^= s[2]
    s[0] ^= s[3]
    s[2] ^= shifted
    s[3] = (s[3] << np.uint64(45)) | (s[3] >> np.uint64(19))
    return (float(word >> np.uint64(12)) + 0.5) * (1.0 / 4503599627370496.0)


@njit
def normal(s: Words) -> float:
    """Standard normal (polar method of Marsaglia)."""
    while True:
        across, up = 2.0 * uniform(s) - 1.0, 2.0 * uniform(s) - 1.0
        square = across * across + up * up
        if 0.0 < square < 1.0:
            return across * math.sqrt(-2.0 * math.log(square) / square)


@njit
def gamma(s: Words, shape: float) -> float:
    """Gamma of shape at least 1, scale 1 (Marsaglia and Tsang 2000)."""
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal(s)
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        u = uniform(s)
        if u < 1.0 - 0.0331 * x * x * x * x or math.log(u) < 0.5 * x * x + d * (1.0 - v + math.log(v)):
            return d * v


@njit
def log_gamma(s: Words, shape: float) -> float:
    """Logarithm of a gamma of any shape above 0: exact where the gamma itself would be too small to hold."""
    if shape >= 1.0:
        return math.log(gamma(s, shape))
    return math.log(gamma(s, shape + 1.0)) + math.log(uniform(s)) / shape


@njit
def _tail(k: float) -> float:
    """What Stirling's formula lacks of log k!."""
    if k < 10.0:
        return math.lgamma(k + 1.0) - ((k + 0.5) * math.log(k + 1.0) - (k + 1.0) + 0.5 * math.log(2.0 * math.pi))
    square = (k + 1.0) * (k + 1.0)
    return (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / 1260.0 / square) / square) / (k + 1.0)


@njit
def _few(s: Words, n: int, p: float) -> int:
    """Binomial by inversion, for n p below 10 and p at most one half."""
    q = 1.0 - p
    odds = p / q
    while True:
        chance, u, k = math.exp(n * math.log1p(-p)), uniform(s), 0
        while u > chance and k <= n:
            u -= chance
            k += 1
            chance *= odds * (n - k + 1) / k
        if k <= n:
            return k


@njit
def _many(s: Words, n: int, p: float) -> int:
    """Binomial by transformed rejection (BTRS, Hörmann 1993), for n p of 10 and more and p at most one half."""
    spread = math.sqrt(n * p * (1.0 - p))
    b = 1.15 + 2.53 * spread
    a, c = -0.0873 + 0.0248 * b + 0.01 * p, n * p + 0.5
    sure, alpha = 0.92 - 4.2 / b, (2.83 + 5.1 / b) * spread
    odds, mode = p / (1.0 - p), math.floor((n + 1) * p)
    while True:
        u, v = uniform(s) - 0.5, uniform(s)
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + c)
        if us >= 0.07 and v <= sure:
            return int(k)
        if k < 0.0 or k > n:
            continue
        bound = (mode + 0.5) * math.log((mode + 1.0) / (odds * (n - mode + 1.0))) + _tail(mode) + _tail(n - mode)
        bound += (n + 1.0) * math.log((n - mode + 1.0) / (n - k + 1.0))
        bound += (k + 0.5) * math.log(odds * (n - k + 1.0) / (k + 1.0)) - _tail(k) - _tail(n - k)
        if math.log(v * alpha / (a / (us * us) + b)) <= bound:
            return int(k)


@njit
def binomial(s: Words, n: int, p: float) -> int:
    """Successes in n trials; what it costs does not grow with n."""
    if n <= 0 or p <= 0.0:
        return 0
    if p >= 1.0:
        return n
    if p > 0.5:
        return n - (_few(s, n, 1.0 - p) if n * (1.0 - p) < 10.0 else _many(s, n, 1.0 - p))
    return _few(s, n, p) if n * p < 10.0 else _many(s, n, p)


@njit
def poisson(s: Words, mean: float) -> int:
    """Poisson: by products below 10, else by transformed rejection (PTRS, Hörmann 1993)."""
    if mean < 10.0:
        k, product, bound = 0, uniform(s), math.exp(-mean)
        while product > bound:
            product *= uniform(s)
            k += 1
        return k
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    alpha, sure, log_mean = 1.1239 + 1.1328 / (b - 3.4), 0.9277 - 3.6224 / (b - 2.0), math.log(mean)
    while True:
        u, v = uniform(s) - 0.5, uniform(s)
        us = 0.5 - abs(u)
        if us <= 0.0:
            continue
        k = math.floor((2.0 * a / us + b) * u + mean + 0.43)
        if us >= 0.07 and v <= sure:
            return int(k)
        if k < 0 or (us < 0.013 and v > us):
            continue
        if math.log(v * alpha / (a / (us * us) + b)) <= k * log_mean - mean - math.lgamma(k + 1.0):
            return int(k)
