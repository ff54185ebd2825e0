import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** One file of a .zip as a reader that is not ours sees it. */
export interface SeenEntry {
	readonly path: string;
	/** YYYY-MM-DD HH:MM, as a file manager shows it. */
	readonly at: string;
	/** Whether the name is marked as UTF-8. */
	readonly utf8: boolean;
	readonly bytes: Buffer;
}

const SCRIPT = `
import io, sys, json, base64, zipfile
z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert z.testzip() is None, z.testzip()
print(json.dumps([[i.filename, "%04d-%02d-%02d %02d:%02d" % i.date_time[:5], bool(i.flag_bits & 0x800), base64.b64encode(z.read(i)).decode()] for i in z.infolist()]))`;

/** Opens a .zip with Python's reader, every checksum compared. Throws with what that reader says. */
export const seenArchive = (bytes: Uint8Array): readonly SeenEntry[] => {
	const done = spawnSync(existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3", ["-c", SCRIPT], {
		input: bytes,
		encoding: "utf8",
		maxBuffer: 1 << 28,
	});
	if (done.status !== 0) throw new Error(done.stderr);
	return (JSON.parse(done.stdout) as [string, string, boolean, string][]).map(([path, at, utf8, content]) => ({
		path,
		at,
		utf8,
		bytes: Buffer.from(content, "base64"),
	}));
};
