import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** A .docx as a reader that is not ours sees it. */
export interface SeenPackage {
	/** The text of each XML part by its path. */
	readonly parts: Readonly<Record<string, string>>;
	/** What is wrong with the package: parts that are no XML, have no content type, or relations that lead nowhere. */
	readonly faults: readonly string[];
}

const SCRIPT = `
import io, sys, json, posixpath, zipfile
import xml.etree.ElementTree as ET
z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
names = z.namelist()
faults = ["broken " + z.testzip()] if z.testzip() else []
faults += ["twice " + n for n in set(names) if names.count(n) > 1]
types = ET.fromstring(z.read("[Content_Types].xml"))
T = "{http://schemas.openxmlformats.org/package/2006/content-types}"
defaults = {d.get("Extension") for d in types.findall(T + "Default")}
overrides = {o.get("PartName") for o in types.findall(T + "Override")}
faults += ["typed but missing " + o for o in overrides if o.lstrip("/") not in names]
parts = {}
for n in names:
    if n.endswith((".xml", ".rels")):
        try: ET.fromstring(z.read(n)); parts[n] = z.read(n).decode("utf8")
        except ET.ParseError as e: faults.append(n + ": " + str(e))
    if n != "[Content_Types].xml" and "/" + n not in overrides and n.rsplit(".", 1)[-1] not in defaults: faults.append("no type: " + n)
    if n.endswith(".rels"):
        base = posixpath.dirname(posixpath.dirname(n))
        for r in ET.fromstring(z.read(n)):
            to = r.get("Target")
            if r.get("TargetMode") == "External": faults.append("leads outside: " + to); continue
            path = to.lstrip("/") if to.startswith("/") else posixpath.normpath(posixpath.join(base, to))
            if path not in names: faults.append(n + " leads nowhere: " + to)
print(json.dumps({"parts": parts, "faults": faults}, ensure_ascii=False))`;

/** Opens a .docx with Python's zip and XML readers. Throws with what they say. */
export const seenPackage = (bytes: Uint8Array): SeenPackage => {
	const done = spawnSync(existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3", ["-c", SCRIPT], {
		input: bytes,
		encoding: "utf8",
		maxBuffer: 1 << 26,
	});
	if (done.status !== 0) throw new Error(done.stderr);
	return JSON.parse(done.stdout) as SeenPackage;
};
