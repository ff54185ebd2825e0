import type { Decimal } from "../../domain/decimal.ts";
import { safeText } from "../safe-text.ts";
import type { DrawingNode, DrawingStyle } from "./drawing.ts";

/** Boxes beside one another, centred across. */
export const row = (style: DrawingStyle, ...children: readonly DrawingNode[]): DrawingNode => ({
	type: "container",
	style: { display: "flex", flexDirection: "row", alignItems: "center", ...style },
	children,
});

/** Boxes below one another. */
export const column = (style: DrawingStyle, ...children: readonly DrawingNode[]): DrawingNode => ({
	type: "container",
	style: { display: "flex", flexDirection: "column", ...style },
	children,
});

/** One line of words, cut with an ellipsis where the box is too narrow. Line breaks, signs that reverse or hide text and emoji (the font has none) are left out. */
export const words = (text: string, size: number, color: string, style: DrawingStyle = {}): DrawingNode => ({
	type: "text",
	text: safeText(text)
		.replace(/[\n\u200D]|\p{Extended_Pictographic}/gu, "")
		.trim(),
	style: { fontSize: `${size}px`, lineHeight: 1.25, color, whiteSpace: "nowrap", overflow: "hidden", textOverflow: "ellipsis", ...style },
});

export const px = (length: number): string => `${length}px`;

/** With as many places as its neighbours, so that points stand below one another. */
export const fixed = (value: Decimal, places: number): string => {
	const [whole = "", rest = ""] = value.split(".");
	return `${whole}.${rest.padEnd(places, "0")}`;
};
