from .test_no_fault import *
import collections
from . import test_no_fault as t
C=collections.Counter()
def test_dist(visits, faults):
    real=t.sent
    def s(v,r):
        x=real(v,r); C[(r.method,x)]+=1; return x
    t.sent=s
    try: fuzz(visits,faults,3000)
    finally: print(sorted(C.items())); t.sent=real
