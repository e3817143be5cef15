import { returnPath } from "./return-path.ts";

export interface Provider {
  name: string;
  url: string;
}

/** The sign-in with the provider, which leads back to where somebody was going. */
export function addressOf(provider: Provider, wanted: string | undefined): string {
  const next = returnPath(wanted);
  return next ? `${provider.url}?next=${encodeURIComponent(next)}` : provider.url;
}

interface ProviderLinkProps {
  provider: Provider;
  wanted?: string;
  look?: "primary" | "plain";
}

export function ProviderLink(props: ProviderLinkProps) {
  return (
    <a
      class={`button ${props.look ?? "plain"} wide`}
      href={addressOf(props.provider, props.wanted)}
      rel="external"
    >
      <span>
        Continue with <bdi>{props.provider.name}</bdi>
      </span>
    </a>
  );
}
