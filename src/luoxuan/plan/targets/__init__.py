"""The KPI tree and its targets on the metric engine (6.5-6.7)."""
