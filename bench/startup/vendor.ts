import * as Vendor from "../clients/vendor.js"
import { untilFirstPage } from "./untilFirstPage.js"

untilFirstPage((service) => Vendor.pages(service, 25, 1))
