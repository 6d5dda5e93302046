/**
 * The built-in index: what the wheels of some packages hold, as of April 2024, for Linux on arm64. Names, versions,
 * dependencies and sizes are those of the real wheels; of the files' contents nothing is kept (`stand-ins.ts`).
 *
 * ```text
 * = name|version|wheel|its bytes
 * > a line of METADATA
 * w who made it|purelib|tags          WHEEL
 * i bytes name                        a file of the .dist-info directory
 * e script=module:function            a console script
 * t name                              a line of top_level.txt
 * @ directory                         the lines below are about its files
 * f bytes compiled name               a file; bytes of its compiled module, `-` if it has none
 * ```
 */
export const WHEELS = `
= requests|2.28.1|requests-2.28.1-py3-none-any.whl|62843
> Summary: Python HTTP for Humans.
> Home-page: https://requests.readthedocs.io
> Author: Kenneth Reitz
> Author-email: me@kennethreitz.org
> License: Apache 2.0
> Requires-Python: >=3.7, <4
> Requires-Dist: charset-normalizer (<3,>=2)
> Requires-Dist: idna (<4,>=2.5)
> Requires-Dist: urllib3 (<1.27,>=1.21.1)
> Requires-Dist: certifi (>=2017.4.17)
> Provides-Extra: security
> Provides-Extra: socks
> Provides-Extra: use_chardet_on_py3
w bdist_wheel (0.37.1)|true|py3-none-any
i 10142 LICENSE
i 4641 METADATA
t requests
@ requests
f 4972 3854 __init__.py
f 440 516 __version__.py
f 1397 1526 _internal_utils.py
f 21287 16788 adapters.py
f 6377 6615 api.py
f 10187 8083 auth.py
f 429 588 certs.py
f 1451 1485 compat.py
f 18560 18652 cookies.py
f 3811 5690 exceptions.py
f 3875 2810 help.py
f 733 955 hooks.py
f 35222 24154 models.py
f 957 682 packages.py
f 30180 19535 sessions.py
f 4235 4634 status_codes.py
f 2912 4399 structures.py
f 33228 24285 utils.py
= requests|2.29.0|requests-2.29.0-py3-none-any.whl|62499
> Summary: Python HTTP for Humans.
> Home-page: https://requests.readthedocs.io
> Author: Kenneth Reitz
> Author-email: me@kennethreitz.org
> License: Apache 2.0
> Requires-Python: >=3.7
> Requires-Dist: charset-normalizer (<4,>=2)
> Requires-Dist: idna (<4,>=2.5)
> Requires-Dist: urllib3 (<1.27,>=1.21.1)
> Requires-Dist: certifi (>=2017.4.17)
> Provides-Extra: security
> Provides-Extra: socks
> Provides-Extra: use_chardet_on_py3
w bdist_wheel (0.40.0)|true|py3-none-any
i 10142 LICENSE
i 4615 METADATA
t requests
@ requests
f 4972 3854 __init__.py
f 435 511 __version__.py
f 1495 1587 _internal_utils.py
f 19578 16126 adapters.py
f 6449 6687 api.py
f 10187 8083 auth.py
f 429 588 certs.py
f 1451 1485 compat.py
f 18560 18652 cookies.py
f 3811 5690 exceptions.py
f 3875 2810 help.py
f 733 955 hooks.py
f 35223 24155 models.py
f 957 682 packages.py
f 30180 19535 sessions.py
f 4235 4634 status_codes.py
f 2912 4399 structures.py
f 33448 24396 utils.py
= requests|2.31.0|requests-2.31.0-py3-none-any.whl|62574
> Summary: Python HTTP for Humans.
> Home-page: https://requests.readthedocs.io
> Author: Kenneth Reitz
> Author-email: me@kennethreitz.org
> License: Apache 2.0
> Requires-Python: >=3.7
> Requires-Dist: charset-normalizer (<4,>=2)
> Requires-Dist: idna (<4,>=2.5)
> Requires-Dist: urllib3 (<3,>=1.21.1)
> Requires-Dist: certifi (>=2017.4.17)
> Provides-Extra: security
> Provides-Extra: socks
> Provides-Extra: use_chardet_on_py3
w bdist_wheel (0.40.0)|true|py3-none-any
i 10142 LICENSE
i 4634 METADATA
t requests
@ requests
f 4963 3845 __init__.py
f 435 511 __version__.py
f 1495 1587 _internal_utils.py
f 19553 16113 adapters.py
f 6449 6687 api.py
f 10187 8083 auth.py
f 429 588 certs.py
f 1451 1485 compat.py
f 18560 18652 cookies.py
f 3811 5690 exceptions.py
f 3875 2810 help.py
f 733 955 hooks.py
f 35223 24155 models.py
f 957 682 packages.py
f 30373 19555 sessions.py
f 4235 4634 status_codes.py
f 2912 4399 structures.py
f 33448 24396 utils.py
= charset-normalizer|2.1.1|charset_normalizer-2.1.1-py3-none-any.whl|39748
> Summary: The Real First Universal Charset Detector. Open, modern and actively maintained alternative to Chardet.
> Home-page: https://github.com/ousret/charset_normalizer
> Author: Ahmed TAHRI @Ousret
> Author-email: ahmed.tahri@cloudnursery.dev
> License: MIT
> Requires-Python: >=3.6.0
> Provides-Extra: unicode_backport
w bdist_wheel (0.37.1)|true|py3-none-any
i 1070 LICENSE
i 11942 METADATA
e normalizer=charset_normalizer.cli.normalizer:cli_detect
t charset_normalizer
@ charset_normalizer
f 1790 1699 __init__.py
f 19191 11021 api.py
@ charset_normalizer/assets
f 15222 7714 __init__.py
@ charset_normalizer
f 10811 8590 cd.py
@ charset_normalizer/cli
f 0 167 __init__.py
f 9521 6249 normalizer.py
@ charset_normalizer
f 19157 17423 constant.py
f 3384 2879 legacy.py
f 17642 13877 md.py
f 13167 13238 models.py
f 0 - py.typed
f 11771 8885 utils.py
f 79 247 version.py
= charset-normalizer|3.3.2|charset_normalizer-3.3.2-cp310-cp310-manylinux_2_17_aarch64.manylinux2014_aarch64.whl|138223
> Summary: The Real First Universal Charset Detector. Open, modern and actively maintained alternative to Chardet.
> Home-page: https://github.com/Ousret/charset_normalizer
> Author: Ahmed TAHRI
> Author-email: ahmed.tahri@cloudnursery.dev
> License: MIT
> Requires-Python: >=3.7.0
> Provides-Extra: unicode_backport
w bdist_wheel (0.41.2)|false|cp310-cp310-manylinux_2_17_aarch64 cp310-cp310-manylinux2014_aarch64
i 1070 LICENSE
i 33550 METADATA
e normalizer=charset_normalizer.cli:cli_detect
t charset_normalizer
@ charset_normalizer
f 1577 1561 __init__.py
f 73 245 __main__.py
f 21097 11378 api.py
f 12560 9639 cd.py
@ charset_normalizer/cli
f 100 248 __init__.py
f 9744 6439 __main__.py
@ charset_normalizer
f 40481 30427 constant.py
f 2071 1827 legacy.py
f 69800 - md.cpython-310-aarch64-linux-gnu.so
f 19624 15756 md.py
f 321776 - md__mypyc.cpython-310-aarch64-linux-gnu.so
f 11624 11522 models.py
f 0 - py.typed
f 11894 8903 utils.py
f 79 247 version.py
= idna|3.7|idna-3.7-py3-none-any.whl|66836
> Summary: Internationalized Domain Names in Applications (IDNA)
> Author-email: Kim Davies <kim+pypi@gumleaf.org>
> Requires-Python: >=3.5
w flit 3.9.0|true|py3-none-any
i 1541 LICENSE.md
i 9888 METADATA
@ idna
f 849 808 __init__.py
f 3426 3234 codec.py
f 321 708 compat.py
f 12663 9439 core.py
f 78320 194409 idnadata.py
f 1881 1945 intranges.py
f 21 172 package_data.py
f 0 - py.typed
f 206503 152337 uts46data.py
= urllib3|1.26.18|urllib3-1.26.18-py2.py3-none-any.whl|143835
> Summary: HTTP library with thread-safe connection pooling, file post, and more.
> Home-page: https://urllib3.readthedocs.io/
> Author: Andrey Petrov
> Author-email: andrey.petrov@shazow.net
> License: MIT
> Requires-Python: >=2.7, !=3.0.*, !=3.1.*, !=3.2.*, !=3.3.*, !=3.4.*, !=3.5.*
> Provides-Extra: brotli
> Provides-Extra: secure
> Provides-Extra: socks
w bdist_wheel (0.41.2)|true|py2-none-any py3-none-any
i 1115 LICENSE.txt
i 48910 METADATA
t urllib3
@ urllib3
f 3333 2470 __init__.py
f 11372 11315 _collections.py
f 64 175 _version.py
f 20300 13662 connection.py
f 40285 25848 connectionpool.py
@ urllib3/contrib
f 0 160 __init__.py
f 957 1340 _appengine_environ.py
@ urllib3/contrib/_securetransport
f 0 177 __init__.py
f 17632 10673 bindings.py
f 13922 9060 low_level.py
@ urllib3/contrib
f 11012 8133 appengine.py
f 4528 3584 ntlmpool.py
f 17055 15737 pyopenssl.py
f 34431 21884 securetransport.py
f 7097 5562 socks.py
@ urllib3
f 8217 10955 exceptions.py
f 8579 8144 fields.py
f 2440 2711 filepost.py
@ urllib3/packages
f 0 161 __init__.py
@ urllib3/packages/backports
f 0 171 __init__.py
f 1417 1271 makefile.py
f 5343 4869 weakref_finalize.py
@ urllib3/packages
f 34665 27615 six.py
@ urllib3
f 19990 15121 poolmanager.py
f 6691 6343 request.py
f 30761 22568 response.py
@ urllib3/util
f 1155 1070 __init__.py
f 4901 3398 connection.py
f 1605 1303 proxy.py
f 498 1025 queue.py
f 4225 3487 request.py
f 3510 2318 response.py
f 22013 16118 retry.py
f 17165 11258 ssl_.py
f 5758 3222 ssl_match_hostname.py
f 6895 7360 ssltransport.py
f 10168 9097 timeout.py
f 14279 10650 url.py
f 5403 3054 wait.py
= urllib3|2.2.1|urllib3-2.2.1-py3-none-any.whl|121067
> Summary: HTTP library with thread-safe connection pooling, file post, and more.
> Author-email: Andrey Petrov <andrey.petrov@shazow.net>
> Requires-Python: >=3.8
> Provides-Extra: brotli
> Provides-Extra: h2
> Provides-Extra: socks
> Provides-Extra: zstd
w hatchling 1.21.1|true|py3-none-any
i 6434 METADATA
i 1093 licenses/LICENSE.txt
@ urllib3
f 6979 6087 __init__.py
f 5640 5673 _base_connection.py
f 17400 16218 _collections.py
f 9984 9117 _request_methods.py
f 98 224 _version.py
f 34704 22250 connection.py
f 43556 29255 connectionpool.py
@ urllib3/contrib
f 0 160 __init__.py
@ urllib3/contrib/emscripten
f 733 699 __init__.py
f 8755 7549 connection.py
f 3655 - emscripten_fetch_worker.js
f 14131 11864 fetch.py
f 566 1215 request.py
f 9546 7730 response.py
@ urllib3/contrib
f 19161 17090 pyopenssl.py
f 7572 6140 socks.py
@ urllib3
f 9393 13215 exceptions.py
f 10843 9697 fields.py
f 2395 2327 filepost.py
f 7480 7221 http2.py
f 22935 18202 poolmanager.py
f 93 - py.typed
f 43874 32892 response.py
@ urllib3/util
f 1001 940 __init__.py
f 4462 3463 connection.py
f 1148 1070 proxy.py
f 8102 6199 request.py
f 3374 2326 response.py
f 18384 15661 retry.py
f 19109 12282 ssl_.py
f 5812 3695 ssl_match_hostname.py
f 9034 9586 ssltransport.py
f 10346 9591 timeout.py
f 15213 11229 url.py
f 1146 1200 util.py
f 4423 2379 wait.py
= certifi|2024.2.2|certifi-2024.2.2-py3-none-any.whl|163774
> Summary: Python package for providing Mozilla's CA Bundle.
> Home-page: https://github.com/certifi/python-certifi
> Author: Kenneth Reitz
> Author-email: me@kennethreitz.com
> License: MPL-2.0
> Requires-Python: >=3.6
w bdist_wheel (0.42.0)|true|py3-none-any
i 989 LICENSE
i 2170 METADATA
t certifi
@ certifi
f 94 265 __init__.py
f 243 403 __main__.py
f 292541 - cacert.pem
f 4426 2096 core.py
f 0 - py.typed
= Flask|2.3.3|flask-2.3.3-py3-none-any.whl|96112
> Summary: A simple framework for building complex web applications.
> Requires-Python: >=3.8
> Requires-Dist: Werkzeug>=2.3.7
> Requires-Dist: Jinja2>=3.1.2
> Requires-Dist: itsdangerous>=2.1.2
> Requires-Dist: click>=8.1.3
> Requires-Dist: blinker>=1.6.2
> Requires-Dist: importlib-metadata>=3.6.0; python_version < '3.10'
> Provides-Extra: async
> Provides-Extra: dotenv
w flit 3.9.0|true|py3-none-any
i 1475 LICENSE.rst
i 3588 METADATA
e flask=flask.cli:main
@ flask
f 3731 2811 __init__.py
f 30 190 __main__.py
f 87620 68308 app.py
f 24332 22499 blueprints.py
f 33821 27002 cli.py
f 12856 12847 config.py
f 14841 14657 ctx.py
f 5547 5983 debughelpers.py
f 2945 2933 globals.py
f 25106 24235 helpers.py
@ flask/json
f 5572 5972 __init__.py
f 7637 7647 provider.py
f 8871 11079 tag.py
@ flask
f 2327 2516 logging.py
f 0 - py.typed
f 33217 26471 scaffold.py
f 14169 13234 sessions.py
f 1146 1229 signals.py
f 7503 7020 templating.py
f 10017 9674 testing.py
f 3005 1699 typing.py
f 6789 5444 views.py
f 5709 5176 wrappers.py
= Flask|3.0.3|flask-3.0.3-py3-none-any.whl|101735
> Summary: A simple framework for building complex web applications.
> Requires-Python: >=3.8
> Requires-Dist: Werkzeug>=3.0.0
> Requires-Dist: Jinja2>=3.1.2
> Requires-Dist: itsdangerous>=2.1.2
> Requires-Dist: click>=8.1.3
> Requires-Dist: blinker>=1.6.2
> Requires-Dist: importlib-metadata>=3.6.0; python_version < '3.10'
> Provides-Extra: async
> Provides-Extra: dotenv
w flit 3.9.0|true|py3-none-any
i 1475 LICENSE.txt
i 3177 METADATA
e flask=flask.cli:main
@ flask
f 2625 2265 __init__.py
f 30 190 __main__.py
f 60143 49904 app.py
f 4430 4111 blueprints.py
f 35825 29064 cli.py
f 13312 13399 config.py
f 15120 14831 ctx.py
f 6080 6569 debughelpers.py
f 1713 1558 globals.py
f 23084 21585 helpers.py
@ flask/json
f 5602 5972 __init__.py
f 7646 7664 provider.py
f 9281 11622 tag.py
@ flask
f 2377 2525 logging.py
f 0 - py.typed
@ flask/sansio
f 228 - README.md
f 38053 28567 app.py
f 24637 22911 blueprints.py
f 30633 24068 scaffold.py
@ flask
f 14807 13642 sessions.py
f 750 788 signals.py
f 7537 7062 templating.py
f 10163 9825 testing.py
f 3190 1812 typing.py
f 6939 5522 views.py
f 5831 5216 wrappers.py
= Werkzeug|3.0.2|werkzeug-3.0.2-py3-none-any.whl|226830
> Summary: The comprehensive WSGI web application library.
> Requires-Python: >=3.8
> Requires-Dist: MarkupSafe>=2.1.1
> Provides-Extra: watchdog
w flit 3.9.0|true|py3-none-any
i 1475 LICENSE.rst
i 4093 METADATA
@ werkzeug
f 727 911 __init__.py
f 5542 7033 _internal.py
f 14745 12603 _reloader.py
@ werkzeug/datastructures
f 1900 1533 __init__.py
f 10670 10625 accept.py
f 1917 - accept.pyi
f 10087 10449 auth.py
f 6043 6592 cache_control.py
f 3756 - cache_control.pyi
f 3244 4128 csp.py
f 5765 - csp.pyi
f 2913 3892 etag.py
f 1047 - etag.pyi
f 6184 6041 file_storage.py
f 1433 - file_storage.pyi
f 17286 17723 headers.py
f 4237 - headers.pyi
f 5337 9028 mixins.py
f 4189 - mixins.pyi
f 5669 5995 range.py
f 1792 - range.pyi
f 31917 36063 structures.py
f 8148 - structures.pyi
@ werkzeug/debug
f 18746 14329 __init__.py
f 6068 8297 console.py
f 9316 9041 repr.py
@ werkzeug/debug/shared
f 222 - ICON_LICENSE.md
f 507 - console.png
f 10562 - debugger.js
f 191 - less.png
f 200 - more.png
f 6078 - style.css
@ werkzeug/debug
f 13295 11783 tbtools.py
@ werkzeug
f 26062 27303 exceptions.py
f 15275 12653 formparser.py
f 43363 38868 http.py
f 22001 20895 local.py
@ werkzeug/middleware
f 0 164 __init__.py
f 2601 2813 dispatcher.py
f 7833 6906 http_proxy.py
f 14463 13048 lint.py
f 5561 5605 profiler.py
f 6754 6006 proxy_fix.py
f 9513 9258 shared_data.py
@ werkzeug
f 0 - py.typed
@ werkzeug/routing
f 4819 4602 __init__.py
f 7249 9129 converters.py
f 4698 5614 exceptions.py
f 36523 31186 map.py
f 7849 5126 matcher.py
f 32137 27799 rules.py
@ werkzeug/sansio
f 0 160 __init__.py
f 5320 4110 http.py
f 11490 7470 multipart.py
f 19933 17252 request.py
f 27647 24494 response.py
f 4950 4599 utils.py
@ werkzeug
f 5280 5319 security.py
f 39332 30426 serving.py
f 52672 42887 test.py
f 6135 6372 testapp.py
f 6849 6424 urls.py
f 1416 1839 user_agent.py
f 24647 22248 utils.py
@ werkzeug/wrappers
f 138 279 __init__.py
f 24620 21627 request.py
f 32587 28397 response.py
@ werkzeug
f 20894 19931 wsgi.py
= Jinja2|3.1.3|Jinja2-3.1.3-py3-none-any.whl|133236
> Summary: A very fast and expressive template engine.
> Home-page: https://palletsprojects.com/p/jinja/
> License: BSD-3-Clause
> Requires-Python: >=3.7
> Requires-Dist: MarkupSafe >=2.0
> Provides-Extra: i18n
w bdist_wheel (0.42.0)|true|py3-none-any
i 1475 LICENSE.rst
i 3301 METADATA
t jinja2
@ jinja2
f 1927 1579 __init__.py
f 1958 2054 _identifier.py
f 2447 2668 async_utils.py
f 14061 13925 bccache.py
f 72199 54528 compiler.py
f 1433 1515 constants.py
f 6299 3971 debug.py
f 1267 1315 defaults.py
f 61253 53365 environment.py
f 5071 5514 exceptions.py
f 31844 25820 ext.py
f 53862 51349 filters.py
f 10704 11066 idtracking.py
f 29726 20416 lexer.py
f 23085 20472 loaders.py
f 4396 3795 meta.py
f 4210 4990 nativetypes.py
f 34550 40281 nodes.py
f 1650 1935 optimizer.py
f 39736 27709 parser.py
f 0 - py.typed
f 33406 32124 runtime.py
f 14584 11947 sandbox.py
f 5905 6669 tests.py
f 23933 24488 utils.py
f 3568 3954 visitor.py
= MarkupSafe|2.1.5|MarkupSafe-2.1.5-cp310-cp310-manylinux_2_17_aarch64.manylinux2014_aarch64.whl|26620
> Summary: Safely add untrusted strings to HTML/XML markup.
> Home-page: https://palletsprojects.com/p/markupsafe/
> License: BSD-3-Clause
> Requires-Python: >=3.7
w bdist_wheel (0.42.0)|false|cp310-cp310-manylinux_2_17_aarch64 cp310-cp310-manylinux2014_aarch64
i 1475 LICENSE.rst
i 3003 METADATA
t markupsafe
@ markupsafe
f 10958 11324 __init__.py
f 1713 1979 _native.py
f 7083 - _speedups.c
f 98456 - _speedups.cpython-310-aarch64-linux-gnu.so
f 229 - _speedups.pyi
f 0 - py.typed
= itsdangerous|2.2.0|itsdangerous-2.2.0-py3-none-any.whl|16234
> Summary: Safely pass data to untrusted environments and back.
> Requires-Python: >=3.8
w flit 3.9.0|true|py3-none-any
i 1475 LICENSE.txt
i 1924 METADATA
@ itsdangerous
f 1427 1439 __init__.py
f 473 957 _json.py
f 1409 1908 encoding.py
f 3201 3373 exc.py
f 0 - py.typed
f 15601 11705 serializer.py
f 9647 8984 signer.py
f 8083 6544 timed.py
f 2505 2838 url_safe.py
= click|8.1.7|click-8.1.7-py3-none-any.whl|97941
> Summary: Composable command line interface toolkit
> Home-page: https://palletsprojects.com/p/click/
> License: BSD-3-Clause
> Requires-Python: >=3.7
> Requires-Dist: colorama ; platform_system == "Windows"
> Requires-Dist: importlib-metadata ; python_version < "3.8"
w bdist_wheel (0.41.1)|true|py3-none-any
i 1475 LICENSE.rst
i 3014 METADATA
t click
@ click
f 3138 2594 __init__.py
f 18744 15652 _compat.py
f 24069 16292 _termui_impl.py
f 1353 1528 _textwrap.py
f 7860 7644 _winconsole.py
f 114086 91122 core.py
f 18719 17192 decorators.py
f 9273 10236 exceptions.py
f 9706 9441 formatting.py
f 1961 2413 globals.py
f 19067 13654 parser.py
f 0 - py.typed
f 18460 16829 shell_completion.py
f 28324 26114 termui.py
f 16084 15187 testing.py
f 36391 33671 types.py
f 20298 18827 utils.py
= blinker|1.7.0|blinker-1.7.0-py3-none-any.whl|13068
> Summary: Fast, simple object-to-object and broadcast signaling
> Author-email: Jason Kirtland <jek@discorporate.us>
> Requires-Python: >=3.8
w flit 3.9.0|true|py3-none-any
i 1054 LICENSE.rst
i 1918 METADATA
@ blinker
f 408 475 __init__.py
f 9096 7162 _saferef.py
f 2856 3501 _utilities.py
f 20544 17475 base.py
f 0 - py.typed
`;
