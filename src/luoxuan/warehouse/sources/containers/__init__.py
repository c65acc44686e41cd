"""What a file is inside, told by its content: archive, workbook, web page or text (9.1)."""
