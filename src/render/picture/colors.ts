import type { Lamp } from "../../views/report.ts";

/** Colours of a picture, dark enough on their ground to be read in the sun. */
export const COLORS = {
	page: "#eef2f7",
	paper: "#ffffff",
	stripe: "#f5f8fb",
	line: "#dbe3ec",
	track: "#e4eaf1",
	ink: "#16202e",
	soft: "#44546a",
	faint: "#6b7a8f",
	deep: "#0b3d91",
	bright: "#1f6fd6",
	up: "#12803a",
	down: "#c81e1e",
	open: "#ffd95a",
	final: "#128a3e",
	corrected: "#c2410c",
} as const;

/** First, second and third place. */
export const MEDALS: Readonly<Record<number, string>> = { 1: "#e09a05", 2: "#7c8da3", 3: "#b06a34" };

interface LampColors {
	readonly lamp: string;
	readonly letter: string;
	/** A bar's gradient, and the number above it. */
	readonly bar: string;
	readonly text: string;
}

export const LAMP_COLORS: Readonly<Record<Lamp, LampColors>> = {
	green: { lamp: "#15803d", letter: "#ffffff", bar: "linear-gradient(90deg, #4ade80, #16a34a)", text: "#14632f" },
	yellow: { lamp: "#facc15", letter: "#3d2b00", bar: "linear-gradient(90deg, #fde047, #eab308)", text: "#7a4d05" },
	red: { lamp: "#dc2626", letter: "#ffffff", bar: "linear-gradient(90deg, #f87171, #dc2626)", text: "#9b1c1c" },
	none: { lamp: "#cbd5e1", letter: "#334155", bar: "linear-gradient(90deg, #cbd5e1, #94a3b8)", text: "#334155" },
};
