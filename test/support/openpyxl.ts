import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** One sheet as openpyxl sees it; every cell with a value as its text, number format and data type. */
export interface SeenSheet {
	readonly name: string;
	readonly freeze: string | null;
	readonly filter: string | null;
	readonly titles: string | null;
	readonly wide: string | null;
	readonly rows: readonly (readonly (readonly [text: string, format: string, type: string] | null)[])[];
}

const SCRIPT = `
import io, sys, json, openpyxl
book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
print(json.dumps([{"name": ws.title, "freeze": ws.freeze_panes, "filter": ws.auto_filter.ref, "titles": ws.print_title_rows, "wide": ws.page_setup.orientation,
  "rows": [[None if c.value is None else [str(c.value), c.number_format, c.data_type] for c in row] for row in ws.iter_rows()]} for ws in book.worksheets], ensure_ascii=False))`;

/** An .xlsx file as a reader that is not ours sees it. Throws with what that reader says. */
export const seenByOpenpyxl = (bytes: Uint8Array): readonly SeenSheet[] => {
	const done = spawnSync(existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3", ["-c", SCRIPT], {
		input: bytes,
		encoding: "utf8",
		maxBuffer: 1 << 28,
	});
	if (done.status !== 0) throw new Error(done.stderr);
	return JSON.parse(done.stdout) as SeenSheet[];
};
