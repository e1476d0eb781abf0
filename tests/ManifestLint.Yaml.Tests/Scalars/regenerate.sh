#!/usr/bin/env bash
# Rewrites kubectl-scalars.tsv and kubectl-keys.tsv beside this script by asking the real kubectl.
# Needs kubectl and python3; works offline. Takes under a minute.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
exec python3 - "$here" <<'PY'
import itertools, json, os, re, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

here = sys.argv[1]
tmp = tempfile.mkdtemp(prefix="kubectl-scalars-")
counter = itertools.count()
ENV = dict(os.environ, HOME=tmp, KUBECONFIG=os.path.join(tmp, "none"), LC_ALL="C.UTF-8")
HEAD = "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: a\nspec:\n  "

def run(line):
    """Put one line under spec:, return (True, raw 'spec' line) or (False, short message)."""
    path = os.path.join(tmp, "w%d.yaml" % next(counter))
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(HEAD + line + "\n")
    p = subprocess.run(["kubectl", "annotate", "--local", "-f", path, "x=y", "-o", "json"],
                       capture_output=True, env=ENV)
    os.unlink(path)
    out, err = p.stdout.decode("utf-8"), p.stderr.decode("utf-8")
    if p.returncode != 0:
        m = " ".join(err.split())
        for prefix in ("error: ", "error parsing %s: " % path, "error converting YAML to JSON: ", "yaml: "):
            if m.startswith(prefix):
                m = m[len(prefix):]
        return False, m.replace(path, "FILE")
    spec = json.loads(out)["spec"]
    assert isinstance(spec, dict) and len(spec) == 1, (line, out)
    m = re.search(r'^    "spec": \{\n        (.*)\n    \}', out, re.M)
    assert m, (line, out)
    return True, m.group(1)

def scalar(written):
    ok, text = run("v: " + written)
    if not ok:
        return written, "error", text
    assert text.startswith('"v": '), (written, text)
    raw = text[5:]
    value = json.loads(raw)
    if value is None: kind = "null"
    elif isinstance(value, bool): kind = "boolean"
    elif isinstance(value, str): kind = "string"
    elif "!!int" in written or "2002:int>" in written: kind = "integer"
    elif "!!float" in written: kind = "float"
    else:
        # The JSON does not tell 1 from 1. : force the tag, kubectl refuses a float as !!int.
        ok2, text2 = run("v: !!int " + written)
        if ok2: kind = "integer"
        else:
            assert "cannot decode !!float" in text2, (written, text2)
            kind = "float"
    return written, kind, raw

def key(written):
    ok, text = run(written + ": v")
    if not ok:
        return written, "error: " + text
    assert text.endswith(': "v"'), (written, text)
    return written, text[:-len(': "v"')]

def mixes(w):
    return [w.lower(), w.capitalize(), w.upper(), w[0].lower() + w[1:].upper(),
            "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(w)), w[:-1].lower() + w[-1].upper()]

S = []
# booleans and nulls
for w in "true false yes no on off".split(): S += mixes(w)
S += "y Y n N t f T F tru yess yES oN".split()
S += ["", "~", "null", "Null", "NULL", "nULL", "NuLL", "nulL", "nil", "none", "~~", "~a", "null_", "# only a comment", "~ # c"]
# octal
S += """0 00 000 -0 +0 -00 +00 07 08 09 010 0777 00012 0644 0755 01 0008 0080 0o10 0O10 0o0 0o7 0o8 0o 0O 0o18 0o777
-010 +010 -0o10 +0o10 -0O10 +0O10 -08 +08 -09 0o_10 0_10 0_8 01_0 010_ 0o1_0 0o10_ 0o+1 0o-1 -0o8 08.5 010.5 010e1 0e0 00.1
01777777777777777777777 0777777777777777777777 02000000000000000000000 0o777777777777777777777 0o2000000000000000000000""".split()
# hex
S += """0x 0X 0x0 0x1F 0X1F 0x1f 0xff 0xFF 0XfF -0x1F +0x1F -0X1f 0xG 0x_1F 0x1_F 0x1F_ 0x__1 0_x1 0x+1 0x-1 0x1.8 0x1p4 0x1P-2
0x.8p1 0x7fffffffffffffff 0x8000000000000000 0xffffffffffffffff 0x10000000000000000 -0x8000000000000000 -0x8000000000000001
-0xffffffffffffffff 0xFFFFFFFFFFFFFFFFFFFF x10 00x1 0xe1 0x1e3 0xdeadbeef""".split()
# binary
S += """0b 0B 0b0 0b1 0b11 0B11 -0b11 +0b11 -0B11 0b2 0b12 0b1_1 0b_11 0b11_ 0_b11 0b+1 0b-1 0b-11 0b-1_0 0B-1 -0b-1 -0b+1 +0b-1 0b0.1 0b1e1 00b1
0b111111111111111111111111111111111111111111111111111111111111111 0b1111111111111111111111111111111111111111111111111111111111111111
0b11111111111111111111111111111111111111111111111111111111111111111
-0b1000000000000000000000000000000000000000000000000000000000000000 0b-1000000000000000000000000000000000000000000000000000000000000000""".split()
# decimal integers, underscores
S += """1 +1 -1 12 123456 1_000 1__0 1_ 1__ _1 __1 _ __ 0_ 0__0 +_1 -_1 +1_ -1_0 1_000_000 1_0.5 1._5 1_.5 1.5_ 1.5_5 1_e3 1e_3 1e3_ 1e+_3 1_000.000_1
+-1 -+1 ++1 --1 1- 1+ 1-2 1+2 1,000 1.000,5 1'000 ١٢ １""".split()
# floats
S += """1. 1.0 1.5 -1.5 +1.5 1.10 1.20 1.2e3 1e3 1E3 1e+3 1e-3 1E+5 1E-5 1e 1e+ 1e- e1 E5 .e1 .5 -.5 +.5 .5e1 .5E-1 .5e .5_0 ._5 .5_ .5__0 .5_0e1_0 .5e_1 -.5_0 -._5
.0 0. -0. 0.0 -0.0 +0.0 -.0 00.5 1.e3 1.e 12e03 1e03 1e00 1e0 0e5 1..2 1.2.3 0.1.2 .1.2 1.5f 1.5d 1f 1e5L .5f 1e5.5 0.1 0.30000000000000004 3.14159265358979323846
1e5 1e6 1e7 123456789.123 1e15 1e16 1e17 1e18 1e19 1e20 1e21 1e22 -1e20 -1e21 1.5e20 1.5e21 1e23 1e100 999999999999999999999 1000000000000000000000
1e-1 1e-4 1e-5 1e-6 1e-7 1e-9 1e-10 1.5e-7 0.000001 0.0000001 0.00000123 123e-8 1e308 1.7976931348623157e308 1.7976931348623159e308 1e309 -1e309 1e400 1e1000 .5e400 .1e310
1e-323 4.9e-324 5e-324 2e-324 1e-400 -1e-400 .1e-400 9007199254740992 9007199254740993 9007199254740993.0 16777217.0 1.0000000000000001
9223372036854775807.0 9223372036854775808.0 9.223372036854775807e18 1e3e3 1.5.""".split()
# infinities and nans
for w in "inf Inf INF iNF InF".split(): S += ["." + w, "+." + w, "-." + w]
S += ".nan .NaN .NAN .Nan .nAN +.nan -.nan -.NaN inf Inf +inf -inf +Inf -Inf nan NaN +nan infinity Infinity -Infinity +infinity .infinity ..inf .inf_ 1.inf .in .n".split()
# sexagesimals, dates, timestamps
S += """1:30 01:30 190:20:30 190:20:30.15 -1:30 +1:30 1:30.5 0:0 12:30:45 60:00 1:60
2024-01-02 2024-1-2 2024-13-02 2024-02-30 2024-01-02T03:04:05Z 2024-01-02t03:04:05Z 2024-01-02T03:04:05 2024-01-02T03:04:05.123456789Z
2024-01-02T03:04:05+01:00 2024-01-02T3:4:5Z 2024-01-02T03:04:05-0500 24-01-02 20240102 2024-01 2024- 2024 02024-01-02 +2024-01-02 2024/01/02 2024_01_02 2024-01-02_""".split()
S += ["2024-01-02 03:04:05", "2024-01-02 03:04:05.5", "2024-01-02 03:04:05 Z", "2024-01-02 03:04:05 -5", "2024-01-02 03:04:05 +01:00", "2001-12-14 21:59:43.10 -5"]
# versions and units
S += """1.20.0 v1 v1.2 1.2-rc1 1.27 1.30 10m 1Gi 1G 1k 1e3m 100% 50% 0% 1.5Gi 500Mi 0.5 5s 10s 1h 1e 1E 1Ei 12E 2e 10.0.0.1 10.0.0.0/8 80/tcp 8080:80 127.0.0.1:80 ::1 fe80::1 a:b a:b:c http://x:80/p#f a#b a:#b #x""".split()
S += ["a b", "a # b", "a #b", "1 # c", "1#c", "1 #", "true#", "true # c", "1 2", "1 000", "a: b", "a :b", "a :", "a,b", "a, b", "1, 2", "a[b]", "a{b}", "a]", "a}", "a'b", 'a"b', "a&b", "a*b", "a!b", "a|b", "a>b", "a%b", "a@b", "a`b", "a?b", "?a", "?", "-a", ":a", ":", "::", "a\\nb", "a\\b"]
# big integers
S += """2147483647 2147483648 -2147483648 -2147483649 4294967295 4294967296 9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809
+9223372036854775807 +9223372036854775808 18446744073709551615 18446744073709551616 +18446744073709551615 +18446744073709551616 -18446744073709551615 -18446744073709551616 12345678901234567890 123456789012345678901234567890
-123456789012345678901234567890 9_223_372_036_854_775_807 9_223_372_036_854_775_808 00000000000000000000000000001 00000000000000000000000000008 100000000000000000000 99999999999999999999""".split()
S += ["1" + "0" * 308, "1" + "0" * 309, "9" * 400]
# odd ones
S += "= << - -- --- . .. ... + -. +. -.e1 -e1 +e1 ! !! & * | > @ ` % %a , [ ] { } ~1 tt ff oo yy nn .a .1a -a1 +a".split()
S += ["- a", "? a", "-- a", "@x", "`x", "%x", "*x", "&x", "&x 12", "&x yes", "&x \"12\"", ",a"]
# quoted
S += ["'on'", '"on"', "'1'", '"1"', '"8080"', "'true'", "'null'", '"null"', "'~'", '"~"', "''", '""', "' '", '" "', "'it''s'", "'a\\nb'", '"a\\nb"', '"a\\tb"', '"\\x41"', '"\\u00e9"', '"\\U0001F600"', '"\\x00"', '"\\x1b"', '"\\e"',
      '"\\0"', '"\\a\\b\\v\\f\\r"', '"\\/"', '"\\ "', '"\\_"', '"\\N"', '"\\L"', '"\\P"', '"\\""', '"\\\\"', '"\\q"', '"\\x4"', '"\\ud83d\\ude00"', '"\\\'"', "'.inf'", '".nan"', "'1e400'", "'2024-01-02'", "'010'", "'='", "'<<'", '"<<"', '"<a>&"', '"a"b', "'a'b", "'a' # c", "'a'#c", "'a", '"a', "\"\u2028\"", "'a: b # c'", '"a: b # c"']
# tagged
S += ["!!str 123", "!!str true", "!!str null", "!!str ~", "!!str", '!!str ""', "!!str 2024-01-02", "!!str .inf", "!!str '1'", "!!int 7", '!!int "7"', "!!int '010'", "!!int 0x1F", "!!int 1_000", "!!int 1.5", "!!int 1.0", "!!int 1e3", "!!int x", "!!int", '!!int ""', "!!int true", "!!int ~", "!!int 18446744073709551615", "!!int 18446744073709551616", "!!int 2024-01-02", "!!int 08", "!!int 0b2",
      "!!float 1", "!!float '1'", '!!float "1.5"', "!!float 1e3", "!!float 0x10", "!!float 010", "!!float 08", "!!float x", "!!float", "!!float true", "!!float .inf", "!!float '.nan'", "!!float 1e999", "!!float 9007199254740993", "!!float 9223372036854775807", "!!float 18446744073709551615", "!!float 18446744073709551616", "!!float 1_0", "!!float .5_0",
      "!!bool true", "!!bool yes", '!!bool "yes"', "!!bool 'on'", "!!bool 'n'", "!!bool x", "!!bool 1", "!!bool", "!!bool ''", "!!bool tRUE", "!!null", '!!null ""', "!!null ~", "!!null null", "!!null 'null'", "!!null x", "!!null 0", "!!null false",
      "!!binary aGVsbG8=", "!!binary 'aGVsbG8='", "!!binary aGVsbG8", "!!binary ''", "!!binary", "!!binary /w==", "!!binary 1234", "!!binary true", "!!timestamp 2024-01-02", "!!timestamp '2024-01-02'", "!!timestamp x", "!!timestamp 1", "!!timestamp 2024-01-02T03:04:05Z", "!!timestamp 2024-13-02", "!!timestamp", "!!merge <<", "!!merge x", "!!foo 1", "!!foo true", "!!map x", "!!seq x", "!!set x", "!!value =",
      "!foo bar", "!foo 1", "!foo true", "!foo null", "!foo", "!foo 'x'", "!int 1", "! 123", "! '123'", "! true", "! x", "! ~", "!<tag:yaml.org,2002:str> 123", "!<tag:yaml.org,2002:int> '7'", "!<tag:yaml.org,2002:bool> 'yes'", "!<!foo> 1", "!<foo> 1", "!e!x 1", "!!str &x 1", "&x !!str 1", "&x !!int '1'", "!!INT 1", "!!STR 1", "!!Str true", "!!str"]
# not ASCII
S += ["да", "да нет", "日本", "é", "naïve", "true é", "ñ", "ÿ", "１２３", "½", "😀", "ＮＵＬＬ", "−1", "∞", "\u00a01", "1\u00a0", "true\u00a0", "a\u00a0#b", "\u3000x", "1\u2003", "\ufefftrue"]

K = """1 0 -0 -1 +1 1.5 -1.5 0x10 0X1f 010 08 0o10 0o8 0b11 1e3 1.10 1.0 1. .5 -.5 1_000 _1 1e5 1e6 1e20 1e21 1e22 1e-4 1e-5 1e400 1E+5 100000.0 1000000.0 999999.0 123456.7 1234567.5 0.1 0.30000000000000004 1.23456789 16777217.0 3.14159265358979
16777216.0 1e38 1e39 1e308 -1e39 1e-45 1e-46 -0.0 0.0 0.0001 0.00001 2147483648 9007199254740993 9223372036854775807 -9223372036854775808 9223372036854775808 18446744073709551615 18446744073709551616 -9223372036854775809 12345678901234567890 99999999999999999999
true True TRUE tRUE false False on On ON off yes no y Y n N ~ null Null NULL nULL .inf -.inf +.inf .nan .Inf inf 2024-01-02 2024-01-02T03:04:05Z 1:30 190:20:30 1.2.3 = << . - -- a-b a.b/c a:b a#b 10m 100% 'on' 'true' "1" "1.5" "~" 'null' "" '' '<<' "<<" "a\\nb" é 日本 0_ 0b-1 .5_0 a,b <a>&b""".split()
K += ["a b", "2024-01-02 03:04:05", "'a b'", "", "!!str 1", "!!str true", "!!str ~", "!!str <<", "!!int '7'", "!!int '010'", "!!float 1", "!!float 1000000", "!!float '1.10'", "!!bool 'yes'", "!!null ''", "!!null x", "!!binary aGVsbG8=", "!!timestamp 2024-01-02", "!!merge <<", "!!merge x", "!foo 1", "!foo true", "! 1", "&k 1", "&k yes", "? 1", "*x", "[a]", "[1, 2]", "{a: b}", "[]", "{}"]

def table(name, header, f, items):
    items = list(dict.fromkeys(items))
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(f, items))
    with open(os.path.join(here, name), "w", encoding="utf-8", newline="\n") as out:
        for row in [header] + rows:
            assert all("\t" not in c and "\n" not in c for c in row), row
            out.write("\t".join(row) + "\n")
    print("%s: %d rows" % (name, len(rows)))

table("kubectl-scalars.tsv", ("written", "kind", "json"), scalar, S)
table("kubectl-keys.tsv", ("written", "json"), key, K)
os.rmdir(tmp) if not os.listdir(tmp) else None
PY
