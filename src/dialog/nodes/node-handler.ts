import type { DialogPress } from "../../views/button.ts";
import type { DialogView } from "../../views/dialog.ts";
import type { Node, NodeOf } from "../state.ts";
import type { Turn } from "../turn.ts";

/** How a node is asked, and what words and presses do at it. */
export interface NodeHandler<A extends Node["at"]> {
	view(turn: Turn, node: NodeOf<A>): DialogView;
	/** Words that are no command. */
	text(turn: Turn, node: NodeOf<A>, text: string): void;
	/** False when the press means nothing here. */
	press(turn: Turn, node: NodeOf<A>, press: DialogPress): boolean;
}
