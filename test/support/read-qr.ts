import jsQR from "jsqr";
import { decodePng } from "./png.ts";

/** What an independent reader finds in pixels, `light` telling how light each is (0 to 255); null for nothing. */
export const readQr = (light: (x: number, y: number) => number, width: number, height: number): string | null => {
	const rgba = new Uint8ClampedArray(width * height * 4);
	for (let at = 0; at < width * height; at += 1) rgba.fill(light(at % width, Math.floor(at / width)), at * 4, at * 4 + 3);
	return jsQR(rgba, width, height)?.data ?? null;
};

/** What it finds in a picture of greys. */
export const readQrPng = (png: Uint8Array): string | null => {
	const { width, height, channels, pixels } = decodePng(png);
	return readQr((x, y) => pixels[(y * width + x) * channels] ?? 0, width, height);
};
