"""How much a file may be, and how much may be spent on looking at it. Said to people before they meet it."""

MAX_BYTES = 20 * 1024 * 1024
"""Largest file. It is the limit of Telegram's own downloads (core.telegram.org/bots/api#getfile)."""

THUMBNAIL_SIDE_PX = 320
"""Longest side of a thumbnail: Telegram's own limit for one (core.telegram.org/bots/api#senddocument)."""

MAX_PIXELS = 110_000_000
"""Most pixels of a picture that is opened: phones save up to 12,000 by 9,000 (their 108-megapixel mode) within MAX_BYTES."""

MAX_SIDE_PX = 65_535
"""Longest side of a picture that is opened: what JPEG itself can say (ITU-T T.81, B.2.2)."""

MAX_FRAMES_PIXELS = 50 * MAX_PIXELS
"""Most pixels of all frames of a moving picture: ten minutes at a phone screen's size."""

MAX_PIXELS_PER_BYTE = 500
"""Above PLAIN_PIXELS: a black photo of a camera has 100 pixels to a byte, a picture made to burst has thousands."""

PLAIN_PIXELS = 25_000_000
"""Up to here any picture is small enough to open however well it packs: a long screenshot is mostly one colour."""

MAX_MEMBERS = 5_000
"""Most files in an archive: an exported chat has some hundreds."""

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
"""Most that an archive may unpack to, as its own directory says."""

MAX_UNPACKED_RATIO = 100
"""Most times its size that an archive may unpack to, once it is over SMALL_UNPACKED_BYTES: prose packs 3 to 10 times."""

SMALL_UNPACKED_BYTES = 10 * 1024 * 1024
"""Up to here an archive may pack as well as it likes: a form full of empty cells does."""

MAX_PART_BYTES = 50 * 1024 * 1024
"""Most that is read of one part of a document; a book of a thousand pages has 10 MB of XML."""

LOOK_CPU_S = 20
"""Processor seconds for looking at one file. A photo takes a quarter, the largest picture one, a PDF of 50,000 objects five."""

LOOK_MEMORY_BYTES = 1024**3
"""Address space for looking at one file. The largest picture takes 600 MB."""

LOOK_WAIT_S = 90.0
"""Longest wait for a look, by the clock: only a machine that is far too busy ever comes here."""

LOOKS_AT_ONCE = 2
"""Files looked at side by side: each may take LOOK_MEMORY_BYTES, and messages must not wait for thirty photos."""

MAX_PAGE_BYTES = 2 * 1024 * 1024
"""Largest web page that is fetched, packed or unpacked: the words of a long newspaper page are a tenth of it."""

MAX_REDIRECTS = 3
"""Most redirects that are followed: a shortened link, its service's own, and from http to https."""

FETCH_LIMIT_S = 10.0
"""Longest time for a page with all its redirects: the message that it came with waits for it."""

MAX_LINK_CHARS = 2_048
"""Longest link: what browsers and servers agree on; longer ones carry data, not an address."""

CONNECT_LIMIT_S = 3.0
"""Longest time for an address to answer at all, so that the next one of the same name can be tried."""
