#pragma once

#include "base/bytes.h"

/// The same text in the escapes of a page or a form.
namespace hookctl {

/// `&quot; &amp; &lt; &gt; &#39; &#34; &#x27;` as the characters they stand for; other entities stay.
Bytes html_unescaped(ByteView text);

/// `& < > "` as entities.
Bytes html_escaped(ByteView text);

/// How a form writes a space, and the case of its escapes.
enum class FormSpace { plus, percent };
enum class HexCase { upper, lower };

/// The parameters of a form body (`a=1&b=x+y`) decoded and written anew, in their order; what needs no escape has none.
Bytes form_rewritten(ByteView body, FormSpace space, HexCase hex);

/// `%41` → `A`; a malformed escape stays. A plus stays a plus.
Bytes percent_decoded(ByteView text);

}  // namespace hookctl
