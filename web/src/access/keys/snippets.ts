/** How a website tells which pages are seen: what goes into the head of each page. */
export function websiteSnippet(server: string, key: string): string {
  return `<script>
  (() => {
    const store = localStorage;
    const id = () => Date.now().toString(36) + Math.random().toString(36).slice(2);
    store.ripen_id ||= id();
    window.ripen = (call, event) =>
      navigator.sendBeacon('${server}/v1/' + call + '?writeKey=${key}',
        JSON.stringify({ anonymousId: store.ripen_id, messageId: id(), ...event }));
    ripen('page', { properties: { path: location.pathname, url: location.href,
      title: document.title, referrer: document.referrer } });
  })();
  // Who it is, once you know: ripen('identify', { traits: { email: 'jana@example.cz' } });
</script>`;
}

/** How a server tells what happened: a line for a terminal. */
export function serverSnippet(server: string, key: string): string {
  const event = { userId: 'u1', event: 'Demo Requested', context: { traits: { email: 'jana@example.cz', name: 'Jana Malá' } } };
  return `curl -u ${key}: ${server}/v1/track -d '${JSON.stringify(event)}'`;
}
