import { useLocation } from "@solidjs/router";
import { createEffect, createSignal, For, Show } from "solid-js";
import { idOf } from "../anchors.ts";
import { CodeBlock } from "../code-block.tsx";
import { Entries } from "../entries.tsx";
import { To } from "../parts.tsx";
import type { Answer, Content, Parameter } from "./openapi.ts";
import type { Listed } from "./operations.ts";
import { limitsText, schemaText } from "./schema-text.ts";

/** One method of one path: folded, until it is opened or the address names it. */
export function OperationEntry(props: { of: Listed }) {
  const location = useLocation();
  const [open, setOpen] = createSignal(false);
  const operation = () => props.of.operation;
  createEffect(() => {
    if (idOf(location.hash) === props.of.id) setOpen(true);
  });

  return (
    <details
      class="operation"
      id={props.of.id}
      open={open()}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <code class="operation-address">
          <span class={`method ${props.of.method.toLowerCase()}`}>{props.of.method}</span> {props.of.path}
        </code>
        <span class="operation-summary">{operation().summary}</span>
      </summary>
      <Show when={open()}>
        <div class="operation-body">
          <Show when={operation().description}>
            <p>{operation().description}</p>
          </Show>
          <p class="hint">
            <Show when={operation().security?.length} fallback="Needs no token.">
              Needs a token: <To id="presenting" />.
            </Show>{" "}
            <a href={`/docs#${props.of.id}`} rel="external">
              Link to this
            </a>
          </p>
          <Show when={operation().parameters?.length}>
            <h4>Parameters</h4>
            <Entries of={(operation().parameters ?? []).map(parameterEntry)} />
          </Show>
          <Bodies title="Body" content={operation().requestBody?.content} />
          <h4>Answers</h4>
          <Entries of={Object.entries(operation().responses).map(answerEntry)} />
          <For each={Object.entries(operation().responses)}>
            {([status, answer]) => (
              <Show when={status.startsWith("2")}>
                <Bodies title={`Body of ${status}`} content={answer.content} />
              </Show>
            )}
          </For>
        </div>
      </Show>
    </details>
  );
}

function Bodies(props: { title: string; content: Content | undefined }) {
  return (
    <For each={Object.entries(props.content ?? {})}>
      {([media, { schema }]) => <CodeBlock what={`${props.title}, ${media}`} text={schemaText(schema)} />}
    </For>
  );
}

function parameterEntry({ name, in: place, required, description, schema }: Parameter) {
  const limits = limitsText(schema);
  return {
    name: <code>{name}</code>,
    aside: required ? place : `${place}, optional`,
    lines: [
      ...(description ? [description] : []),
      <>
        {schemaText(schema)}
        {limits && `, ${limits}`}
        <Show when={schema.pattern}>
          , of the form <code>{schema.pattern}</code>
        </Show>
      </>,
    ],
  };
}

function answerEntry([status, { description, headers, content }]: [string, Answer]) {
  const names = Object.keys(headers ?? {});
  return {
    name: status,
    aside: Object.keys(content ?? {}).join(", "),
    lines: [
      `${description}.`,
      ...(names.length > 0
        ? [<>With {names.map((name, at) => [at > 0 && ", ", <code>{name}</code>])}.</>]
        : []),
    ],
  };
}
