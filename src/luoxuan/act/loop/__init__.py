"""Every goal with its loop: plan, actions, result, improvement, next plan (12.8)."""
