const MB = 1024 * 1024;

/** What a workbook may cost to read. A county's own is about 100 KB and 10,000 cells: the bounds leave room for a hundred times that. */
export const LIMITS = {
	/** The file itself. */
	fileBytes: 10 * MB,
	/** One part of the package, unpacked. */
	partBytes: 64 * MB,
	/** All parts of the package, as they declare themselves, unpacked. */
	declaredBytes: 128 * MB,
	/** All parts really unpacked in one reading. */
	readBytes: 96 * MB,
	/** Unpacked to packed, for parts over `ratioFrom` bytes (XML of a real sheet stays below 100). */
	ratio: 300,
	ratioFrom: 8 * MB,
	entries: 2_000,
	sheets: 100,
	/** Rows with content on one sheet. */
	rows: 20_000,
	/** Cells with content in the whole workbook. */
	cells: 400_000,
	/** Columns looked at. */
	columns: 256,
	sharedStrings: 200_000,
	sharedStringChars: 16_000_000,
	/** Characters Excel allows in one cell. */
	cellChars: 32_767,
	xmlDepth: 64,
	xmlTokenChars: 1_000_000,
	problems: 2_000,
	/** A reading in the worker. */
	timeMs: 15_000,
	heapMb: 256,
} as const;
