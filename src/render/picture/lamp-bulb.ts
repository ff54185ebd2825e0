import type { Lamp } from "../../views/report.ts";
import { px, row, words } from "./boxes.ts";
import { LAMP_COLORS } from "./colors.ts";
import type { DrawingNode } from "./drawing.ts";

/** A lamp, told by its letter as well as by its colour. */
export const bulb = (lamp: Lamp, letter: string, size: number): DrawingNode =>
	row(
		{
			width: px(size),
			height: px(size),
			borderRadius: px(lamp === "red" ? 6 : size / 2),
			backgroundColor: LAMP_COLORS[lamp].lamp,
			justifyContent: "center",
		},
		words(letter, Math.round(size * 0.6), LAMP_COLORS[lamp].letter, { fontWeight: 700 }),
	);
