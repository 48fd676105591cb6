# What a child process begins with: it connects to the host, waits for its function, and then serves invocations.

import sys

if __name__ == "__main__":
    import samovar_child

    samovar_child.main()
