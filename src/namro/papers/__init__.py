"""The official papers that come out: frozen figures, drafted words, Word, PDF and workbook."""
