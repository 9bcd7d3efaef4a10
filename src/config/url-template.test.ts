import { describe, expect, test } from 'vitest';
import { placeholders, templateProblem } from './url-template.ts';

describe('a URL template', () => {
  test.each([
    'https://shop.example/orders/{number}',
    'https://shop.example/orders/{number}?email={requester.email}',
    'https://shop.example:8443/v1/{a}/{b}.json?x=1&y={c}',
    'https://[2001:db8::1]/orders/{number}',
    'http://127.0.0.1:8080/status',
    'https://shop.example/orders?token={number}',
  ])('%s is sound', (url) => expect(templateProblem(url)).toBeNull());

  test.each([
    ['https://{host}/orders', /no parameter may stand in the host/],
    ['https://{a}.shop.example/orders', /no parameter may stand in the host/],
    ['https://shop.example:{port}/orders', /no parameter may stand in the host/],
    ['https://shop.example{path}', /no parameter may stand in the host/],
    ['{scheme}://shop.example/', /whole URL/],
    ['ftp://shop.example/orders', /whole URL/],
    ['//shop.example/orders', /whole URL/],
    ['https:///orders', /whole URL/],
    ['https://user:pass@shop.example/', /no name and password/],
    ['https://shop.example@evil.example/', /no name and password/],
    ['https://shop.example/#{number}', /behind #/],
    ['https://shop.example/orders/{number', /close every brace/],
    ['https://shop.example/orders/{{number}}', /close every brace/],
    ['https://shop.example/orders?{name}=1', /not in its name/],
    ['https://shop.example/orders?api_key=abc&n={number}', /key or token must not stand in a URL/],
    ['https://shop.example/orders?access_token=abc', /key or token must not stand in a URL/],
    ['https://shop.example/a/../orders/{number}', /as it is sent/],
    ['https://shop.example/a\\orders', /as it is sent/],
    ['https://SHOP.example/orders', /as it is sent/],
    ['https://shop.example', /as it is sent/],
    ['https://2130706433/orders', /as it is sent/],
    ['https://shop.example:443/orders', /as it is sent/],
  ])('%s is refused', (url, why) => expect(templateProblem(url)).toMatch(why));

  test('names what stands between braces', () =>
    expect(placeholders('https://shop.example/{a}/{requester.email}?b={b}')).toEqual(['a', 'requester.email', 'b']));
});
