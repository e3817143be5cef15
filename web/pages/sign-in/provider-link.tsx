import { returnPath } from "./return-path.ts";

export interface Provider {
  name: string;
  url: string;
}

/** Where the provider is asked, which leads back to what somebody was on the way to. */
export function addressOf(provider: Provider, wanted: string | undefined): string {
  const next = returnPath(wanted);
  return next ? `${provider.url}?next=${encodeURIComponent(next)}` : provider.url;
}

export function ProviderLink(props: { provider: Provider; wanted: string | undefined }) {
  return (
    <a class="button plain wide" href={addressOf(props.provider, props.wanted)} rel="external">
      Continue with <bdi>{props.provider.name}</bdi>
    </a>
  );
}
