import type { JSX } from "solid-js";
import { type ChapterId, type PartId, titleOf } from "./places.ts";

export function Chapter(props: { id: ChapterId; children: JSX.Element }) {
  return (
    <section class="chapter">
      <div class="heading">
        <h2 id={props.id}>{titleOf(props.id)}</h2>
        <Anchor id={props.id} title={titleOf(props.id)} />
      </div>
      {props.children}
    </section>
  );
}

export function Part(props: { id: PartId; children: JSX.Element }) {
  return (
    <section class="part">
      <div class="heading">
        <h3 id={props.id}>{titleOf(props.id)}</h3>
        <Anchor id={props.id} title={titleOf(props.id)} />
      </div>
      {props.children}
    </section>
  );
}

/** `rel="external"`: the browser goes there itself, and keyboard users continue from there. */
function Anchor(props: { id: string; title: string }) {
  return (
    <a class="anchor" href={`/docs#${props.id}`} rel="external" aria-label={`Link to “${props.title}”`}>
      #
    </a>
  );
}

/** A link to another place on this page. */
export function To(props: { id: ChapterId | PartId; children?: JSX.Element }) {
  return (
    <a href={`/docs#${props.id}`} rel="external">
      {props.children ?? titleOf(props.id)}
    </a>
  );
}
