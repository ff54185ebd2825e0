/** GB/T 9704-2012 in twips (twentieths of a point) and half-points: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 characters of 3号. */
export const PAGE = {
	width: 11906,
	height: 16838,
	margins: { top: 2097, bottom: 1984, left: 1587, right: 1468, footer: 1445 },
	/** Width of the 版心: 156 mm. */
	text: 8851,
	/** Height of the 版心: 225 mm. */
	textHeight: 12757,
	/** One of 22 lines. */
	line: 579,
	/** Between 3号 characters, so that 28 of them fill a line. */
	spacing: -6,
} as const;

/** Sizes in half-points. */
export const SIZE = { two: 44, three: 32, four: 28 } as const;

/** A character of 3号 with its spacing. */
export const CHARACTER = SIZE.three * 10 + PAGE.spacing;

/** The faces a Chinese office has; where one is missing its word processor takes the nearest. */
export const FACE = { title: "方正小标宋简体", body: "仿宋_GB2312", black: "黑体", kai: "楷体_GB2312", song: "宋体" } as const;

export const RED = "FF0000";

/** 发文机关标志: its top 35 mm below the top of the type area. */
export const MASTHEAD_DOWN = 1984;

/** A title's 2号: full-width characters of a line, and its height. */
export const TITLE = { characters: 18, line: 720 } as const;

/** A row of a table: a line of its type, and its least height. */
export const ROW = { line: 320, height: 440 } as const;

/** 版记: a line of 4号, and what stays free left and right of it. */
export const IMPRINT = { line: 540, room: SIZE.four * 10 } as const;

/** 版记: 0.35 mm for the first and last line, 0.25 mm between, in eighths of a point. */
export const IMPRINT_LINE = { outer: 8, inner: 6 } as const;

/** The masthead is as large as fits its line, at most 15 mm high, in half-points. */
export const mastheadSize = (text: string): number => {
	const points = Math.floor(PAGE.text / 20 / Math.max(1, [...text].length));
	return Math.min(42, Math.max(18, points)) * 2;
};

/** Characters as wide as a Chinese one; Latin letters and digits count half. */
export const widthInCharacters = (text: string): number =>
	[...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x2e80 ? 0.5 : 1), 0);

/**
 * How far signature and date stand from the right edge, in characters: the date four away (成文日期右空四字), the signature centred over it; whichever is the
 * longer keeps at least two.
 */
export const signatureIndents = (signedBy: string, signedOn: string): { readonly by: number; readonly on: number } => {
	const [by, on] = [widthInCharacters(signedBy), widthInCharacters(signedOn)];
	const over = 4 - (by - on) / 2;
	return over >= 2 ? { by: over, on: 4 } : { by: 2, on: 2 + (by - on) / 2 };
};
