import { column, px, words } from "./boxes.ts";
import { COLORS } from "./colors.ts";
import type { DrawingNode } from "./drawing.ts";

/** Wide enough for a telephone held upright. */
export const PICTURE_WIDTH = 1080;
export const PICTURE_MARGIN = 30;
export const PICTURE_HEAD = 120;

/** Title and note of a picture that is printed as well: dark on white, a line below. */
export const pictureHead = (title: string, note: string): DrawingNode =>
	column(
		{
			width: px(PICTURE_WIDTH - 2 * PICTURE_MARGIN),
			height: px(PICTURE_HEAD),
			marginLeft: px(PICTURE_MARGIN),
			paddingTop: "22px",
			borderBottom: `3px solid ${COLORS.deep}`,
		},
		words(title, 38, COLORS.deep, { fontWeight: 700, height: "50px", maxWidth: px(PICTURE_WIDTH - 2 * PICTURE_MARGIN) }),
		words(note, 22, COLORS.soft, { height: "32px", maxWidth: px(PICTURE_WIDTH - 2 * PICTURE_MARGIN) }),
	);
