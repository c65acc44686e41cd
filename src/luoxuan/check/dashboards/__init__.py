"""Dashboards: the daily, weekly and monthly report as page, workbook, paper and push (9.4)."""
