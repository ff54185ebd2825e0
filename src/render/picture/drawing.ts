/** A tree of boxes and words for the drawing library: flex layout, CSS names in camel case, lengths in px. Plain data: it travels to another process. */
export interface Drawing {
	readonly width: number;
	readonly height: number;
	readonly root: DrawingNode;
}

export type DrawingStyle = Readonly<Record<string, string | number>>;

export type DrawingNode =
	| { readonly type: "container"; readonly style: DrawingStyle; readonly children: readonly DrawingNode[] }
	| { readonly type: "text"; readonly style: DrawingStyle; readonly text: string };

/** Makes a PNG of a drawing; rejects when it cannot be made. Equal drawings give equal bytes. */
export type DrawPng = (drawing: Drawing) => Promise<Uint8Array>;
