"""Pages of placed words, from a PDF or a picture, laid out as one Source.

What the two have in common is here: words with their places go in, and lines, columns, tables, notes and whole
paragraphs come out. Nothing in it knows where the words came from.
"""
