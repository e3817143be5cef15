import { readEndpoint } from "../../worker/domain/endpoints/endpoint.ts";
import { isFault } from "../../worker/domain/endpoints/segment.ts";

/** What is wrong with an endpoint and where, as a sentence; undefined if it is valid. */
export function problemOfEndpoint(text: string): string | undefined {
  const read = readEndpoint(text);
  return isFault(read) ? `At character ${read.at + 1} there is ${read.what}.` : undefined;
}
