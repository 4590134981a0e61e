#pragma once

#include <array>
#include <string_view>

/// Inputs that reach far into each target, for mutations to start from.
namespace hookctl::fuzz {

// Bytes that choose a scheme, then lines: the path, the signature header, another timestamp, the body.
inline constexpr std::array<std::string_view, 5> cause_seeds{
    "\1\1\nhook?b=2&a=%20c\nsha256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n1614265330\n"
    R"({"a": 1.0, "id":9007199254740992, "u":"http:\/\/x?a=1&b=<é>\u00e9"})",
    "\x18\1\nhook\nt=1614265330,v1=00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff\n2021-02-25T15:02:"
    "10Z\n"
    "a=x+y&b=%2F&c=%c3%a9",
    "\x16\1\nhook\nv1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,AAAA\n1614265330000\n\x1f\x8b\x08\0\0",
    "\x1d\1\n/x/../y\n%41%42=\"AAAAAAAAAAAAAAAAAAAAAAAAAAA=\"\n1\neyJhIjoxfQ==", "\x1f\2\n\n\n\n\"{\\\"a\\\":[1,2\""};

// Header lines, an empty one, the body.
inline constexpr std::array<std::string_view, 4> event_seeds{
    "webhook-id:msg_1\nwebhook-signature:v1,AA\n\n"
    R"({"request_id":"r","status":"completed","payload":{"images":[{"url":"https://x/1.png","content_type":"image/png"}]}})",
    "X-GitHub-Event:issues\nX-GitHub-Delivery:d\n\n{\"action\":\"opened\"}",
    "X-Shopify-Topic:orders/paid\nshopify-hmac-sha256:AA\n\n{\"id\":1,\"financial_status\":\"paid\"}",
    "\n[{\"subscriptionId\":1,\"eventId\":2,\"sg_event_id\":\"x\"}]"};

inline constexpr std::array<std::string_view, 4> condition_seeds{
    "status=succeeded", "status=succeeded,provider=bfl,answer=200", "id=a,subject=b,raw_status=Ready,verdict=verified",
    "reason=valid,method=POST,target=/hook?x=1"};

inline constexpr std::array<std::string_view, 4> import_seeds{
    R"({"log":{"entries":[{"startedDateTime":"2026-11-21T10:00:00Z","time":1,"request":{"method":"POST","url":"https://a.example/x?y=1#z","httpVersion":"h2","headers":[{"name":":authority","value":"a"},{"name":"content-length","value":"9"}],"bodySize":2,"postData":{"text":"e30=","encoding":"base64","params":[{"name":"a","value":"b"}]}},"response":{"status":200,"content":{"text":"ok"}}}]}})",
    "curl -sSX POST 'http://a.example/x?y' \\\n -H 'A: it'\\''s' -H \"B;\" --data-raw $'\\u00e9\\n' -d @x --json '{}' "
    "-G | jq . # x",
    "@h = http://a.example\n### one\nPOST {{h}}/x HTTP/1.1\nA: b\nContent-Length: 2\n\n{}\n###\nPUT "
    "/\nTransfer-Encoding: "
    "chunked\n\n2\r\n{}\r\n0\r\n\r\n> {% x %}\n",
    "it's \"x\" $y `z` \\ \n ; & | #"};

inline constexpr std::array<std::string_view, 5> json_seeds{
    R"({"a":[1,-0.5e+10,true,false,null,"x\u00e9\ud83d\ude00\n"],"b":{"":{},"c/d~e":[]},"b":2})",
    R"( [ "\"\\\/\b\f\n\r\t" , "é😀" , 1E5 , [ [ [ ] ] ] ] )", R"("\ud800 \udc00 \uD83D\uDE00")",
    "\x01\x1f\"\\ plain \x7f \xc3\xa9 \xff", R"({"type":"capture","headers":[["a","b"]],"size":12345678901234567890})"};

inline constexpr std::array<std::string_view, 4> jwks_seeds{
    R"({"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})",
    R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})",
    R"({"keys":[{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"},{"kty":"oct","k":"AQAB"}]})",
    "\x30\x06\x02\x01\x01\x02\x01\x01"};

inline constexpr std::array<std::string_view, 4> record_seeds{
    R"({"v":1,"type":"capture","id":"01JDA7","seq":1,"at":"2026-11-21T10:04:31.120431Z","peer":"127.0.0.1:55012","tls":false,"request":{"method":"POST","target":"/hook?x=1","version":"1.1","headers":[["Host","a"],["X-Dup","/w==","b64"],["Cookie","","masked"]],"body":"{}","size":2,"sha256":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","framing":"length","trailers":[],"truncated":false},"public_url":"https://a.example/hook?x=1","verdict":{"state":"verified","provider":"bfl","reason":"valid","key":0},"event":{"provider":"bfl","id":"gen","subject":"gen","status":"succeeded","raw_status":"Ready","attempt":1,"duplicate_of":null},"response":{"status":500,"rule":"500,200"}})",
    R"({"v":1,"type":"capture","id":"01JDA8","seq":2,"at":"2026-11-21T10:04:31Z","peer":"","tls":true,"request":{"method":"GET","target_b64":"L/8=","version":"1.0","headers":[],"size":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","framing":"none","trailers":[],"truncated":false},"verdict":{"state":"unattempted","provider":null,"reason":"scheme_unknown","key":null},"event":null,"response":null})",
    R"({"v":1,"type":"outcome","id":"01JDA7","at":"2026-11-21T10:04:31.2Z","forward":[{"to":"http://localhost:3000/hook","status":200,"ms":14,"body":"ok","error":null}],"response":{"status":200,"ms":15.2}})",
    R"({"v":1,"type":"refused","id":"01JDA9","at":"2026-11-21T10:04:31Z","peer":"127.0.0.1:1","tls":false,"reason":"content_length_conflict","status":400,"head_b64":"R0VU"})"};

inline constexpr std::array<std::string_view, 5> fixture_seeds{
    R"({"v":1,"type":"fixture","provider":"bfl","request":{"method":"POST","target":"/","headers":["A: b","B:: /w=="],"json":{"a":[1.0,{}]},"spacing":"2 spaces"},"expect":{"status":"2xx"}})",
    R"({"v":1,"type":"fixture","request":{"method":"GET","target":"/{{uuid}}","url":"http://a","headers":[],"text":["a\n","b"]}})",
    R"({"v":1,"type":"fixture","request":{"method":"POST","target":"/","base64":["/w=="],"sha256":"a8100ae6aa1940d0b663bb31cd466142ebbdbd5187131b92d93818987832eb89"}})",
    "{{open}}{{now}}{{{sign}}}{{env:A}}{{asset:b}}{{x}}", "{\"a\": [1, {\"b\": []}]}"};

inline constexpr std::array<std::string_view, 6> redaction_seeds{
    R"({"a":{"b":"x","b":[1,{"c":null}]},"a":["y", 1.0,true]})",
    R"( {"a":["redacted-0123456789ab","redacted-",{}],"\u0061":[[]]} )",
    "a=1&a=%41+b&%61=2&a&b=a#a=3",
    "json:/a~1b/*/c",
    record_seeds[0],
    R"({"v":1,"type":"capture","id":"A","seq":1,"x":{"y":[1.0]},"at":"2026-11-21T10:04:31Z","request":{"method":"POST","target":"/","version":"1.1","headers":[],"body_b64":"/w==","size":1,"sha256":"a8100ae6aa1940d0b663bb31cd466142ebbdbd5187131b92d93818987832eb89","framing":"none","z":1},"redacted":["json:/a"]})"};

inline constexpr std::array<std::string_view, 6> request_seeds{
    "POST /hook?x=1&x=2 HTTP/1.1\r\nHost: a.example\r\nContent-Length: 5\r\nX-Dup: a\r\nx-dup: b\r\n\r\nhello",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;ext=\"a\"\r\nhello\r\n0\r\nX-Trailer: t\r\n\r\n",
    "GET / HTTP/1.0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "\r\n\r\nPOST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n",
    "PUT http://a.example/x HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"};

inline constexpr std::array<std::string_view, 9> schedule_seeds{
    "1s,5s,30s",
    "exponential:base=10s,factor=3,max=15m,window=2h,jitter=0.1",
    "120",
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
    "5xx,429,timeout,refused,reset",
    "gave-up,attempts=4",
    "http://127.0.0.1:9000/requests/{id}/status?x={id}"};

inline constexpr std::array<std::string_view, 4> script_seeds{
    "500,200", "429:retry-after=3,timeout,reset*2,truncate=10", "delay=2s:503*3,app,200",
    "delay=250ms:app*2,delay=1.5s:429"};

inline constexpr std::array<std::string_view, 8> secret_seeds{
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "plain secret",
    "whsec_!!!!",
    "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    "whsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=",
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC "
    "KEY-----\n"};

// Bytes that choose a scheme, then lines: the signature header, the id, the timestamp, the body.
inline constexpr std::array<std::string_view, 5> signature_seeds{
    "abcdefgh\nv1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= "
    "v1,x\nmsg_p5jXN8AQM9LWM0D4loKWxJek\n1614265330\n{\"test\": 2432232314}",
    "ABCDEFGH\nsha256=00ff\nid\n1614265330\nhello", "01234567\nt=1614265330,v1=00,v1=11,v0=22\nid\n1614265330000\n{}",
    "tuvwxyz!\neyJhbGciOiJSUzI1NiJ9.e30.AAAA\nid\n2021-02-25T15:02:10Z\n{\"signature\":{\"token\":\"a\"}}",
    "\1\2\3\4\5\6\7\b\n\n\n\n"};

inline constexpr std::array<std::string_view, 3> terminal_seeds{"plain \x1b[31mred\x1b[0m \x07\r\n\t",
                                                                "\xc2\x9b"
                                                                "31m \xe2\x80\xae rtl \xef\xbb\xbf \xf0\x9f\x98\x80",
                                                                "\x9b\xff\xc3\x28\xed\xa0\x80\xf4\x90\x80\x80"};

inline constexpr std::array<std::string_view, 5> url_seeds{
    "https://user:pass@a.example:8443/hook/x?bodySHA256=00ff&b=%41+c&d=%C3%A9#f", "http://[::1]:80/?a=1&a=2&=&b",
    "https://a.example/%2Fx%3A%40?q=%21%24%27%28%29%2A%2C%3B",
    "Digits=1234&To=%2B18005551212&From=%2B14158675309&Body=a+b", "/only/a/path"};

}  // namespace hookctl::fuzz
