"""An office's own tracking workbook, brought into the register by a mapping that is learnt once."""
