import type { Node } from "../state.ts";
import { allNode } from "./all.ts";
import { chooseNode } from "./choose.ts";
import { basisNode, measureNode, reasonNode, sameNode, whichNode } from "./doubts.ts";
import type { NodeHandler } from "./node-handler.ts";
import { questionNode } from "./question.ts";
import { summaryNode } from "./summary.ts";

/** Every place a dialog can stand at. */
export const NODES: { readonly [A in Node["at"]]: NodeHandler<A> } = {
	question: questionNode,
	basis: basisNode,
	which: whichNode,
	same: sameNode,
	measure: measureNode,
	reason: reasonNode,
	all: allNode,
	summary: summaryNode,
	choose: chooseNode,
};

/** The handler of a node. */
export const handlerOf = (node: Node): NodeHandler<Node["at"]> => NODES[node.at] as NodeHandler<Node["at"]>;
