# The function that obeys the bridges' contract.
import os
import time

count = 0


def handler(event, context):
    global count
    what, text = event["do"], event["text"]
    note = os.environ.get("TMPDIR", "/tmp") + "/note"
    if what == "echo":
        return text
    if what == "fail":
        raise RuntimeError(text)
    if what == "count":
        count += 1
        return count
    if what == "log":
        print(text)
    if what == "variable":
        return os.environ.get(text)
    if what == "write":
        with open(note, "w") as file:
            file.write(text)
    if what == "read" and os.path.exists(note):
        with open(note) as file:
            return file.read()
    if what == "loop":
        while True:
            try:
                count += 1
            except BaseException:
                pass
    if what == "large":
        return "x" * 7000000
    if what == "wait":
        time.sleep(0.3)
