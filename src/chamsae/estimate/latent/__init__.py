"""Latent classes (Manrique-Vallier 2016): the total when chances differ from person to person."""

from chamsae.estimate.latent.batch import latent_batch
from chamsae.estimate.latent.choose import Progress, Sampler, latent

__all__ = ["Progress", "Sampler", "latent", "latent_batch"]
