"""The corpus markup and the trainer. Only ``trainer`` and ``export`` need torch (the ``train`` extra)."""
