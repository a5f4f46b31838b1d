# Masks what differs from run to run: sed -E -f docs/demo.sed < output > docs/demo.txt
s#/[^ ]*/target/demo#DEMO#g
s#[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z#yyyy-mm-ddThh:mm:ssZ#g
s#^     [0-9]{2}:[0-9]{2}:[0-9]{2}  #     hh:mm:ss  #
s#i-[0-9a-f]{12}#i-xxxxxxxxxxxx#g
s#[0-9a-f]{64}#(64 hex digits)#g
s#[0-9]{10}#0000000000#g
s#java\.base@[0-9.]+#java.base@17#g
s#\$\$Lambda\$[0-9]+/0x[0-9a-f]+#$$Lambda#g
