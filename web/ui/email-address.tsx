/** An address in a narrow place: it breaks before its domain first. */
export function EmailAddress(props: { of: string }) {
  const at = () => props.of.lastIndexOf("@");
  return (
    <bdi>
      {props.of.slice(0, at())}
      <wbr />
      {props.of.slice(at())}
    </bdi>
  );
}
