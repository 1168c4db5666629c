# Run in the bundle before the program. Its own libraries are loaded by now from the path that the bundle's loader has
# set; other programs that it starts, such as ffmpeg, are to have the system's.
import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before
