#!/usr/bin/env bash
# Joins the Northwind tables into one CSV that the import reads without a mapping:
# eng/northwind-to-csv.sh FOLDER > northwind.csv
# FOLDER holds Orders, Order_Details, Customers, Products, Categories, Employees and Shippers as .csv with a header row.
set -euo pipefail
folder=${1:?usage: eng/northwind-to-csv.sh FOLDER > northwind.csv}
command -v python3 >/dev/null || { echo 'Missing: python3.' >&2; exit 1; }

python3 - "$folder" <<'PYTHON'
import csv
import os
import sys


def table(name, key):
    """The rows of a table by their key; `NULL` is how the dump writes an empty cell."""
    with open(os.path.join(sys.argv[1], name + ".csv"), encoding="utf-8-sig", newline="") as file:
        return {row[key]: {k: "" if v in (None, "NULL") else v for k, v in row.items()} for row in csv.DictReader(file)}


def day(text):
    """1996-07-04 00:00:00.000 is a day."""
    return text.split(" ")[0]


orders = table("Orders", "OrderID")
customers = table("Customers", "CustomerID")
products = table("Products", "ProductID")
categories = table("Categories", "CategoryID")
employees = table("Employees", "EmployeeID")
shippers = table("Shippers", "ShipperID")

out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["OrderNumber", "OrderDate", "DueDate", "ShipDate", "CustomerCode", "Customer", "ContactName", "Phone",
              "Address", "Country", "Salesperson", "Carrier", "Freight", "Sku", "Product", "Spec", "Category",
              "UnitPrice", "Quantity", "Discount"])
with open(os.path.join(sys.argv[1], "Order_Details.csv"), encoding="utf-8-sig", newline="") as file:
    for line in csv.DictReader(file):
        order, product = orders[line["OrderID"]], products[line["ProductID"]]
        customer, employee = customers[order["CustomerID"]], employees[order["EmployeeID"]]
        address = ", ".join(part for part in (order["ShipAddress"], order["ShipCity"]) if part)
        out.writerow([
            line["OrderID"], day(order["OrderDate"]), day(order["RequiredDate"]), day(order["ShippedDate"]),
            order["CustomerID"], customer["CompanyName"], customer["ContactName"], customer["Phone"], address,
            customer["Country"], employee["FirstName"] + " " + employee["LastName"],
            shippers[order["ShipVia"]]["CompanyName"], order["Freight"], line["ProductID"], product["ProductName"],
            product["QuantityPerUnit"], categories[product["CategoryID"]]["CategoryName"], line["UnitPrice"],
            line["Quantity"], line["Discount"]])
PYTHON
