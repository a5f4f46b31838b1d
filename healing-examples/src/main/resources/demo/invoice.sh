#!/bin/sh
set -e
echo "writing invoices"
echo "2 invoices"
