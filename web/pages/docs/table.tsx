import { For, type JSX } from "solid-js";
import { createReachableScroll } from "./scrolls.ts";

interface TableProps {
  caption: string;
  /** The first column names the row, the others hold numbers. */
  head: readonly string[];
  rows: readonly (readonly JSX.Element[])[];
}

/** Numbers to compare; scrolls if it is wider than the page. */
export function Table(props: TableProps) {
  let box: HTMLDivElement | undefined;
  const scroll = createReachableScroll(
    () => box,
    () => props.caption,
    () => props.rows,
  );
  return (
    <div class="numbers" ref={(element) => (box = element)} {...scroll()}>
      <table>
        <caption class="for-screen-readers">{props.caption}</caption>
        <thead>
          <tr>
            <For each={props.head}>{(title) => <th scope="col">{title}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {([name, ...numbers]) => (
              <tr>
                <th scope="row">{name}</th>
                <For each={numbers}>{(number) => <td>{number}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
