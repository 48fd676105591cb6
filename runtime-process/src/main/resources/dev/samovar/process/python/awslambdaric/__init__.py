# Of Lambda's runtime client for Python, what functions import: the class of their context.
