import type { Endpoint } from "./endpoint.ts";
import type { RequestPath } from "./request-path.ts";

type ByMethod<Owner> = Map<string, Owner[]>;

type Node<Owner> = {
  literals: Map<string, Node<Owner>>;
  parameter: Node<Owner> | null;
  /** Endpoints that end here, and those that one or more segments may follow. */
  closed: ByMethod<Owner>;
  open: ByMethod<Owner>;
};

/**
 * Many endpoints and what each belongs to, for asking which of them a request matches. A look-up costs as much as the
 * path has segments, however many endpoints there are.
 */
export class EndpointTree<Owner> {
  readonly #root = emptyNode<Owner>();
  /** For APIs that decode reserved characters; the same tree if no endpoint has such escapes. */
  readonly #decodedRoot: Node<Owner>;

  constructor(entries: readonly { endpoint: Endpoint; owner: Owner }[]) {
    const hasEscapes = entries.some(({ endpoint }) => endpoint.segments.some(differsDecoded));
    this.#decodedRoot = hasEscapes ? emptyNode<Owner>() : this.#root;
    for (const { endpoint, owner } of entries) {
      plant(this.#root, endpoint, "text", owner);
      if (hasEscapes) plant(this.#decodedRoot, endpoint, "decoded", owner);
    }
  }

  /**
   * The owners of the endpoints that a request matches, the most exact first. Null if the match depends on whether
   * the API decodes escapes of reserved characters before it compares.
   */
  match(method: string, path: RequestPath): Owner[] | null {
    const found = walk(this.#root, method, path.segments);
    if (path.segments === path.decoded && this.#root === this.#decodedRoot) return found;
    return walk(this.#decodedRoot, method, path.decoded).length === found.length ? found : null;
  }
}

function emptyNode<Owner>(): Node<Owner> {
  return { literals: new Map(), parameter: null, closed: new Map(), open: new Map() };
}

function differsDecoded(segment: Endpoint["segments"][number]): boolean {
  return segment !== "parameter" && segment.text !== segment.decoded;
}

function plant<Owner>(
  root: Node<Owner>,
  { method, segments, isOpen }: Endpoint,
  reading: "text" | "decoded",
  owner: Owner,
): void {
  let node = root;
  for (const segment of segments) {
    let next = segment === "parameter" ? node.parameter : (node.literals.get(segment[reading]) ?? null);
    if (next === null) {
      next = emptyNode();
      if (segment === "parameter") node.parameter = next;
      else node.literals.set(segment[reading], next);
    }
    node = next;
  }
  const byMethod = isOpen ? node.open : node.closed;
  const owners = byMethod.get(method);
  if (owners) owners.push(owner);
  else byMethod.set(method, [owner]);
}

/** Goes level by level, so that the number of nodes bounds the cost. */
function walk<Owner>(root: Node<Owner>, method: string, segments: readonly string[]): Owner[] {
  const open: Node<Owner>[] = [];
  let level = [root];
  // `/*` matches everything, `/` too.
  if (segments.length === 0) open.push(root);
  for (const segment of segments) {
    const next: Node<Owner>[] = [];
    for (const node of level) {
      if (node.open.size > 0) open.push(node);
      const literal = node.literals.get(segment);
      if (literal) next.push(literal);
      if (node.parameter) next.push(node.parameter);
    }
    level = next;
    if (level.length === 0) break;
  }
  const found: Owner[] = [];
  for (const node of level) take(node.closed, method, found);
  for (const node of open.reverse()) take(node.open, method, found);
  return found;
}

/** HEAD follows GET (RFC 9110 §9.3.2). */
function take<Owner>(byMethod: ByMethod<Owner>, method: string, found: Owner[]): void {
  if (byMethod.size === 0) return;
  found.push(...(byMethod.get(method) ?? []));
  if (method === "HEAD") found.push(...(byMethod.get("GET") ?? []));
  found.push(...(byMethod.get("*") ?? []));
}
