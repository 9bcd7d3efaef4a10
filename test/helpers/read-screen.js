// @ts-nocheck: the types of a browser are not those of this project.
/*
 * What a page shows, as the value of this script: it runs in the browser, where there is no TypeScript. The width of all that is laid out, every text with its
 * contrast against what lies behind it (WCAG 2.2: relative luminance), and elements that do or load something.
 */
(() => {
  const channels = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (rgb) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  // The canvas of a page that sets no background: Chromium's own.
  const canvas = dark ? [18, 18, 18] : [255, 255, 255];
  const groundOf = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const [red = 0, green = 0, blue = 0, alpha = 1] = channels(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [red, green, blue];
    }
    return canvas;
  };
  const opacityOf = (element) => {
    let opacity = 1;
    for (let at = element; at !== null; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
    return opacity;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode() !== null) {
    const text = walker.currentNode.textContent?.trim() ?? '';
    const parent = walker.currentNode.parentElement;
    if (text === '' || parent === null) continue;
    const style = getComputedStyle(parent);
    const ground = groundOf(parent);
    const opacity = opacityOf(parent);
    const [lighter = 0, darker = 0] = [
      luminance(
        channels(style.color)
          .slice(0, 3)
          .map((value, at) => value * opacity + (ground[at] ?? 0) * (1 - opacity)),
      ),
      luminance(ground),
    ].toSorted((a, b) => b - a);
    const box = parent.getBoundingClientRect();
    texts.push({
      text: text.slice(0, 60),
      visible: box.width > 0 && box.height > 0 && box.left >= 0 && box.right <= innerWidth + 0.5 && style.visibility === 'visible',
      contrast: Math.round(((lighter + 0.05) / (darker + 0.05)) * 100) / 100,
      size: Number.parseFloat(style.fontSize),
    });
  }
  const loading = document.querySelectorAll(
    'script,img,iframe,object,embed,link,form,input,button,video,audio,[onclick],[onerror],[onload],[style*="url("]',
  );
  return { width: document.documentElement.scrollWidth, texts, active: [...loading].map((element) => element.outerHTML.slice(0, 80)) };
})();
